// A screen's own styles: the build loads them with the screen.
declare module '*.css'
