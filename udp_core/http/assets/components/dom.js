// Un elemento della pagina, con ciò che gli sta dentro. Lo stile si dà una proprietà alla volta: la politica della pagina
// non ammette stili scritti nel testo.

export function element(name, properties = {}, children = []) {
  const found = document.createElement(name);
  const { style, role, ...others } = properties;
  Object.assign(found, others);
  if (role) found.setAttribute("role", role);
  for (const part of (style ?? "").split(";").filter(Boolean)) { const [key, value] = part.split(":"); found.style.setProperty(key, value); }
  found.append(...children);
  return found;
}
