public import Documents
import HTTP

extension Interface {
  /// The interface as OpenAPI 3.1 describes it.
  public var openAPI: JSONValue {
    var components: [String: Schema] = ["Problem": Self.problem]
    var paths: [(String, JSONValue)] = []
    for pattern in patterns {
      let operations = endpoints.filter { $0.pattern == pattern }.map { endpoint in
        (endpoint.method.rawValue.lowercased(), endpoint.operation(&components))
      }
      paths.append((pattern, .object(operations)))
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": .string(title), "version": .string(version),
        "summary": "Music for a creator's next videos: work, results and operations",
        "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
      "servers": [["url": "/"]],
      "tags": .array(
        families.map { ["name": .string($0.name), "description": .string($0.summary)] }),
      "paths": .object(paths),
      "components": [
        "schemas": .object(Self.documents(of: components)),
        "securitySchemes": [
          "key": [
            "type": "http", "scheme": "bearer", "bearerFormat": "hookline_<id>_<secret>",
            "description": "A key, made with \"hookline keys create\"",
          ]
        ],
      ],
    ]
  }

  /// In the order of the table, each once.
  private var patterns: [String] {
    var seen: Set<String> = []
    return endpoints.map(\.pattern).filter { seen.insert($0).inserted }
  }

  /// A component may name others, which are found while it is written.
  private static func documents(of components: [String: Schema]) -> [(String, JSONValue)] {
    var known = components
    var done: [String: JSONValue] = [:]
    while let (name, schema) = known.first(where: { done[$0.key] == nil }) {
      done[name] = schema.document(&known)
    }
    return done.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// RFC 9457 with all faults of the request.
  public static let problem: Schema = .object([
    .required("type", .string().described("Names the kind of problem and does not change")),
    .required("title", .string()), .required("status", .integer(400...599)), .required("detail", .string()),
    .optional("instance", .string().described("The id of the request, for whoever looks into the logs")),
    .optional(
      "errors",
      .array(
        .object([
          .optional("pointer", .string().described("Where in the body, as a JSON pointer in a URI")),
          .optional("parameter", .string()), .optional("in", .choice(["query", "path", "header", "form"])),
          .required("detail", .string()),
        ]), count: 1...Fault.limit)),
  ])
}

extension Endpoint {
  fileprivate func operation(_ components: inout [String: Schema]) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("operationId", .string(operationID)), ("tags", [.string(family)]), ("summary", .string(summary)),
    ]
    if !notes.isEmpty { members.append(("description", .string(notes))) }
    let security: JSONValue =
      switch access {
      case .open: []
      // An empty requirement is one that everybody meets.
      case .scope(let scope):
        .array((isKeyOptional ? [.object([])] : []) + [["key": [.string(scope.rawValue)]]])
      }
    members.append(("security", security))
    if !allParameters.isEmpty {
      let hasForm = body?.upload != nil
      members.append(
        ("parameters", .array(allParameters.map { $0.document(&components, orField: hasForm) })))
    }
    if let body {
      let document = body.upload?.document(parameters, &components) ?? body.document(&components)
      members.append(("requestBody", document))
    }
    members.append(("responses", responses(&components)))
    return .object(members)
  }

  private func responses(_ components: inout [String: Schema]) -> JSONValue {
    var members: [(Int, JSONValue)] = outcomes.map { ($0.status.rawValue, $0.document(&components)) }
    if isTagged {
      members.append((304, ["description": "You have it already: If-None-Match names its ETag"]))
    }
    for (status, summary) in allProblems where !members.contains(where: { $0.0 == status.rawValue }) {
      var answer: [(String, JSONValue)] = [("description", .string(summary))]
      if !Self.unread.contains(status) {
        answer.append(
          ("content", [MediaTypes.problem: ["schema": ["$ref": "#/components/schemas/Problem"]]]))
      }
      members.append((status.rawValue, .object(answer)))
    }
    return .object(members.sorted { $0.0 < $1.0 }.map { ("\($0.0)", $0.1) })
  }

  /// What may be answered before there is a request to speak of: a header that finds no room is no problem with a document.
  private static let unread: [Status] = [.uriTooLong, .requestHeaderFieldsTooLarge]

  /// Every problem that may be answered, by status.
  var allProblems: [(status: Status, summary: String)] {
    var all = problems
    if body?.upload != nil {
      all.append((.badRequest, "The request or its form is malformed"))
      all.append((.contentTooLarge, "The file is too big, or the form has too many parts"))
      all.append((.unsupportedMediaType, "The body is of another type, or the file is something else"))
      all.append((.insufficientStorage, "There is no room for the file"))
      all.append(
        (
          .tooManyRequests,
          "The key has asked too often, or has as much at work as it may; Retry-After says how long to wait"
        ))
    } else if body != nil {
      all.append((.badRequest, "The body is no JSON that is taken"))
      all.append((.contentTooLarge, "The body is too long"))
      all.append((.unsupportedMediaType, "The body is of another type"))
    } else {
      all.append((.badRequest, "The request is malformed"))
      all.append((.contentTooLarge, "There is a body where none is taken"))
    }
    all.append(
      (
        .uriTooLong,
        "The address is too long; where it finds no room at all the body is not a problem document"
      ))
    all.append(
      (
        .requestHeaderFieldsTooLarge,
        "The header is too long; where it finds no room at all the body is not a problem document"
      ))
    if access != .open {
      all.append((.unauthorized, "There is no key, or none that counts"))
      all.append((.forbidden, "The key lacks the scope"))
      all.append(
        (
          .tooManyRequests,
          "The key has asked too often, or has as much at work as it may; Retry-After says how long to wait"
        ))
    }
    if parameters.contains(where: { $0.name == PageCursor.parameter }) {
      all.append((.notFound, "There is no such page"))
    }
    if isOnce { all.append((.conflict, "The first request with this Idempotency-Key is still at work")) }
    all.append((.unprocessableContent, "Something is wrong with the request; \"errors\" says all of it"))
    all.append((.internalServerError, "Something broke inside"))
    all.append((.serviceUnavailable, "The database or the broker does not answer; try again"))
    return all
  }
}

/// Literals of dictionaries want literals as keys.
private enum MediaTypes {
  static let problem = MediaType.problem
}

extension Parameter {
  /// What may also be a field of a form need not stand here, though it has to stand somewhere.
  fileprivate func document(_ components: inout [String: Schema], orField: Bool) -> JSONValue {
    let isElsewhere = orField && place == .query && isRequired
    let words = summary + (isElsewhere ? ". Needed, here or as a field of the form" : "")
    var members: [(String, JSONValue)] = [
      ("name", .string(name)), ("in", .string(place.rawValue)), ("description", .string(words)),
      ("required", .bool(isRequired && !isElsewhere)), ("schema", schema.document(&components)),
    ]
    if case .array = schema.kind {
      members.append(("style", "form"))
      members.append(("explode", true))
    }
    return .object(members)
  }
}

extension Endpoint.Body {
  fileprivate func document(_ components: inout [String: Schema]) -> JSONValue {
    let content = types.map { type -> (String, JSONValue) in
      var members: [(String, JSONValue)] = [("schema", type.schema.document(&components))]
      let shown = examples.filter {
        if case .string = $0 { type.name != MediaType.json } else { type.name == MediaType.json }
      }
      if !shown.isEmpty {
        let named = shown.enumerated().map { index, example -> (String, JSONValue) in
          ("example\(index + 1)", ["value": example])
        }
        members.append(("examples", .object(named)))
      }
      return (type.name, .object(members))
    }
    return ["required": .bool(isRequired), "content": .object(content)]
  }
}

extension Endpoint.Outcome {
  fileprivate func document(_ components: inout [String: Schema]) -> JSONValue {
    var members: [(String, JSONValue)] = [("description", .string(summary))]
    if !headers.isEmpty {
      members.append(
        (
          "headers",
          .object(
            headers.map {
              ($0.name, ["description": .string($0.summary), "schema": ["type": "string"]])
            })
        ))
    }
    if let type {
      var content: [(String, JSONValue)] = [
        ("schema", (schema ?? .string()).document(&components))
      ]
      if let example { content.append(("example", example)) }
      members.append(("content", .object([(type, .object(content))])))
    }
    return .object(members)
  }
}
