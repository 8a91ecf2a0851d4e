/** A statute as it stands in the reference table: `{ act: 'SoL 2025:400', section: '22:13' }`. */
export interface StatuteRef {
  readonly act: string;
  readonly section: string;
}
