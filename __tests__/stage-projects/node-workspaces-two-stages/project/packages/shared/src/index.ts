export interface Ticket {
  readonly id: number;
  readonly title: string;
}

export function titleOf(ticket: Ticket): string {
  return `#${ticket.id} ${ticket.title}`;
}
