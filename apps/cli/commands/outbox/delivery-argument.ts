/** How a delivery is named. */
export const deliveryArgument = { name: 'ID', doc: 'the id of the delivery; see: cardea outbox ls' } as const;
