export * from './malloc';
