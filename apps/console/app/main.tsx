import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createConsoleRouter } from './router.tsx';
import { Gate } from './shell/gate.tsx';
import { createQueries } from './shell/queries.ts';
import { applyTheme, currentTheme } from './shell/theme.ts';

const place = document.getElementById('console');
if (place === null) throw new TypeError('the page has no place for the console');

applyTheme(currentTheme());
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={createQueries()}>
      <Gate>
        <RouterProvider router={createConsoleRouter()} />
      </Gate>
    </QueryClientProvider>
  </StrictMode>,
);
