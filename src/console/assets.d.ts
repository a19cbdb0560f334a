/** Files that Vite takes as modules. */
declare module '*.css'
