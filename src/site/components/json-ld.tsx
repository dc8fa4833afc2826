/** Facts for search engines. Browsers do not run this type, so the content policy has nothing to say against it. */
export const JsonLd = ({ data }: { data: object }) => (
  <script
    type="application/ld+json"
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON must not be escaped as text; `<` is, so nothing closes the tag
    dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
  />
)
