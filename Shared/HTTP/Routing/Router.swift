/// Finds what answers a request; a value, so that tables can be built, joined and tested without a server.
///
/// At each segment a literal is preferred to a parameter: `/runs/latest` before `/runs/{id}`. `HEAD` is
/// answered by the route of `GET` unless it has one of its own.
public struct Router: Sendable {
  public enum Resolution: Sendable {
    case route(Route, parameters: [String: String])
    case notFound
    /// The path is known, for these methods.
    case methodNotAllowed([Method])
  }

  /// A place in the tree of paths. Positions in `nodes` instead of nested values keep it flat.
  private struct Node {
    var literals: [String: Int] = [:]
    var parameter: Int?
    var routes: [Method: Route] = [:]
  }

  private var nodes = [Node()]

  public init() {}

  /// Adds a route. `pattern` is a path whose segments may be parameters, as in `/v1/runs/{id}/events`.
  public mutating func add(
    _ method: Method, _ pattern: String, options: Route.Options = Route.Options(), handler: @escaping Handler
  ) {
    let parts = PatternPart.parse(pattern)
    let node = parts.reduce(0) { node, part in child(of: node, for: part) }
    precondition(nodes[node].routes[method] == nil, "\(method) \(pattern) has a route already")
    nodes[node].routes[method] = Route(
      method: method, pattern: pattern, options: options, parts: parts, handler: handler)
  }

  public mutating func get(_ pattern: String, handler: @escaping Handler) {
    add(.get, pattern, handler: handler)
  }

  public func resolve(_ method: Method, _ segments: [String]) -> Resolution {
    let ends = ends(of: segments[...], from: 0)
    for node in ends {
      let routes = nodes[node].routes
      guard let route = routes[method] ?? (method == .head ? routes[.get] : nil) else { continue }
      return .route(route, parameters: Self.parameters(route, segments))
    }
    return ends.isEmpty ? .notFound : .methodNotAllowed(allowed(at: ends))
  }

  /// Answers a request as a server would, less its limits.
  public func respond(to request: Request) async -> Response {
    switch resolve(request.method, request.target.segments) {
    case .route(let route, let parameters):
      var request = request
      request.parameters = parameters
      return await route.handler(request)
    case .notFound: return .notFound
    case .methodNotAllowed(let methods): return .methodNotAllowed(methods)
    }
  }

  private mutating func child(of node: Int, for part: PatternPart) -> Int {
    let known: Int? =
      switch part {
      case .literal(let text): nodes[node].literals[text]
      case .parameter: nodes[node].parameter
      }
    if let known { return known }
    nodes.append(Node())
    let child = nodes.count - 1
    switch part {
    case .literal(let text): nodes[node].literals[text] = child
    case .parameter: nodes[node].parameter = child
    }
    return child
  }

  /// Every node with routes that the segments lead to, the most literal first.
  private func ends(of segments: ArraySlice<String>, from node: Int) -> [Int] {
    guard let segment = segments.first else { return nodes[node].routes.isEmpty ? [] : [node] }
    let parameter = segment.isEmpty ? nil : nodes[node].parameter
    return [nodes[node].literals[segment], parameter].compactMap { $0 }
      .flatMap { ends(of: segments.dropFirst(), from: $0) }
  }

  private func allowed(at ends: [Int]) -> [Method] {
    var methods = Set(ends.flatMap { nodes[$0].routes.keys })
    if methods.contains(.get) { methods.insert(.head) }
    return methods.sorted { $0.rawValue < $1.rawValue }
  }

  private static func parameters(_ route: Route, _ segments: [String]) -> [String: String] {
    let pairs = zip(route.parts, segments).compactMap { part, segment in part.name.map { ($0, segment) } }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension Response {
  static let notFound = Problem(.notFound, detail: "There is nothing at this path.").response

  static func methodNotAllowed(_ methods: [Method]) -> Response {
    let allowed = methods.map(\.rawValue).joined(separator: ", ")
    var response = Problem(.methodNotAllowed, detail: "This path answers \(allowed).").response
    response.headers["Allow"] = allowed
    return response
  }
}
