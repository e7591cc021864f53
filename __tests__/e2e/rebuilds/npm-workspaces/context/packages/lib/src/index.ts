import ms from 'ms';

export const minute = ms('1 minute');
