/** How the report looks, on a screen and on paper. */
export const STYLE = `
body{font:15px/1.45 system-ui,"Segoe UI",Roboto,sans-serif;color:#1a1a1a;background:#fff;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.2rem;border-bottom:2px solid #00538a;padding-bottom:.2rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:0}dt{color:#595959}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.9rem}th{text-align:left;background:#eef3f7}
th,td{border:1px solid #c8d2da;padding:.3rem .5rem;vertical-align:top;overflow-wrap:break-word;hyphens:auto}
td dl,td ul{font-size:.85rem}ul{margin:.2rem 0;padding-left:1.2rem}time,.number{white-space:nowrap}
.note{color:#595959;font-size:.9rem;margin:.2rem 0}.erased{background:#fff3d6;border-left:4px solid #b36b00;padding:.5rem .8rem}
cite{font-style:normal;color:#00538a}
@media print{body{margin:0;max-width:none;font-size:11px}h2{break-after:avoid}tr{break-inside:avoid}}
`;
