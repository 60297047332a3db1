import Documents
import HTTP

extension Interface {
  /// The interface as a page for people: no script, no style of its own but one file, nothing from elsewhere.
  public func page(styledBy stylesheet: String) -> String {
    var html = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(Self.escaped(title))</title><link rel="stylesheet" href="\(Self.escaped(stylesheet))"></head>
      <body><header><h1>\(Self.escaped(title)) <small>\(Self.escaped(version))</small></h1>
      <p>For programs: <a href="/openapi.json">OpenAPI</a>, <a href="/asyncapi.json">AsyncAPI</a>.
      A request says who asks with <code>Authorization: Bearer hookline_…</code>; a key has scopes:</p><dl>
      """
    for scope in Scope.allCases {
      html += "<dt><code>\(scope.rawValue)</code></dt><dd>\(Self.escaped(scope.summary))</dd>"
    }
    html += "</dl><nav><ul>"
    for family in families {
      html += "<li><a href=\"#\(Self.escaped(family.name))\">\(Self.escaped(family.name))</a></li>"
    }
    html += "</ul></nav></header><main>"
    for family in families {
      let members = endpoints.filter { $0.family == family.name }
      guard !members.isEmpty else { continue }
      html += "<section id=\"\(Self.escaped(family.name))\"><h2>\(Self.escaped(family.name))</h2>"
      html += "<p>\(Self.escaped(family.summary))</p>"
      for endpoint in members { html += Self.article(endpoint) }
      html += "</section>"
    }
    return html + "</main></body></html>\n"
  }

  private static func article(_ endpoint: Endpoint) -> String {
    var access = if case .scope(let scope) = endpoint.access { scope.rawValue } else { "open" }
    if endpoint.isKeyOptional { access += ", or from this machine" }
    var html = """
      <article id="\(endpoint.operationID)"><h3><code><b>\(endpoint.method)</b> \(escaped(endpoint.pattern))</code>
      <span>\(access)</span></h3><p>\(escaped(endpoint.summary)). \(escaped(endpoint.notes))</p>
      """
    let parameters = endpoint.allParameters
    if !parameters.isEmpty {
      html += "<table><thead><tr><th>Parameter</th><th>In</th><th>Value</th><th></th></tr></thead><tbody>"
      for parameter in parameters {
        html +=
          "<tr><td><code>\(escaped(parameter.name))</code>\(parameter.isRequired ? " *" : "")</td>"
          + "<td>\(parameter.place.rawValue)</td><td>\(escaped(parameter.schema.expectation))</td>"
          + "<td>\(escaped(parameter.summary))</td></tr>"
      }
      html += "</tbody></table>"
    }
    for type in endpoint.body?.types ?? [] {
      html +=
        "<details><summary>Body: <code>\(escaped(type.name))</code></summary>\(code(type.schema))</details>"
    }
    if let upload = endpoint.body?.upload {
      let types = (upload.types + ["\(MediaType.form) with it as \"\(upload.field)\""]).map {
        "<code>\(escaped($0))</code>"
      }
      html += "<p>Body: \(escaped(upload.summary)), as \(types.joined(separator: ", "))</p>"
    }
    for example in endpoint.body?.examples ?? [] {
      html += "<pre>\(escaped(example.stringValue ?? example.text))</pre>"
    }
    html += "<ul class=\"answers\">"
    for outcome in endpoint.outcomes {
      html += "<li><b>\(outcome.status.rawValue)</b> \(escaped(outcome.summary))"
      if let schema = outcome.schema {
        html += "<details><summary>\(escaped(outcome.type ?? ""))</summary>\(code(schema))</details>"
      }
      html += "</li>"
    }
    let problems = endpoint.allProblems.map { "\($0.status.rawValue)" }
    var seen: Set<String> = []
    return html
      + "<li>Problems: \(problems.filter { seen.insert($0).inserted }.sorted().joined(separator: ", "))</li></ul></article>"
  }

  private static func code(_ schema: Schema) -> String {
    var names: [String: Schema] = [:]
    return "<pre>\(escaped(schema.unnamed.document(&names).text))</pre>"
  }

  /// Text in HTML, in elements and in attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// What goes with the page in its header: nothing may run, and only the stylesheet may be loaded.
  public static let pagePolicy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  public static let stylesheet = """
    :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
    body { max-width: 62rem; margin: 0 auto; padding: 1rem; }
    code, pre { font-family: ui-monospace, monospace; }
    code, td, dt { overflow-wrap: anywhere; }
    td:nth-child(2) { overflow-wrap: normal; }
    pre { overflow-x: auto; padding: .75rem; border: 1px solid #8884; border-radius: .4rem; font-size: .85rem; }
    article { border-top: 1px solid #8884; padding: .5rem 0 1rem; }
    h3 span { float: right; font-size: .8rem; font-weight: normal; border: 1px solid #8888; border-radius: 1rem; padding: 0 .6rem; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8882; }
    dl { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: .25rem 1rem; } dd { margin: 0; }
    nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; }
    .answers { list-style: none; padding: 0; }

    """
}

extension Schema {
  /// Without the names of its components, whole.
  fileprivate var unnamed: Schema {
    switch kind {
    case .named(_, let inner): inner.unnamed
    default: self
    }
  }
}
