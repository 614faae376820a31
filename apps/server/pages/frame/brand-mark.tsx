import type { DocumentProps } from './document.tsx';
import { Door } from './icons.tsx';

interface MarkProps {
  readonly surroundings: Pick<DocumentProps, 'brand' | 'root'>;
  readonly small?: boolean;
}

const Picture = ({ surroundings: { brand, root }, small = false }: MarkProps) => {
  const { logo, name } = brand;
  if (logo === undefined) return <Door className={`shrink-0 ${small ? 'size-8' : 'size-9'}`} />;
  const { url, darkUrl, width, height, isWordmark } = logo;
  // A picture for light ground keeps a light ground
  const plate = darkUrl === undefined ? 'dark:rounded-lg dark:bg-white dark:p-1' : '';
  return (
    <picture className="flex min-w-0 shrink-0">
      {darkUrl !== undefined && <source media="(prefers-color-scheme: dark)" srcSet={root + darkUrl} />}
      <img
        id="brand-logo"
        src={root + url}
        alt={isWordmark ? name : ''}
        width={width}
        height={height}
        className={`w-auto max-w-full object-contain ${small ? 'h-8' : isWordmark ? 'h-12' : 'h-10'} ${plate}`}
      />
    </picture>
  );
};

/** The sign and the name of the place; a logo that has the name in it stands for both. */
export const BrandMark = (props: MarkProps) => {
  const { brand } = props.surroundings;
  const named = brand.logo?.isWordmark !== true;
  return (
    <>
      <Picture {...props} />
      {named && (
        <bdi
          id="brand-name"
          className={`min-w-0 font-semibold tracking-tight ${props.small === true ? 'truncate' : 'text-lg wrap-anywhere'}`}
        >
          {brand.name}
        </bdi>
      )}
    </>
  );
};
