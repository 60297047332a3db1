import CMicroHTTPD

/// What is decided about a request when its header has arrived, before anything of its body is taken.
struct Admission {
  enum Outcome {
    /// The rest of the connection cannot be trusted or is not wanted: answer and close.
    case refused(Response)
    /// There is nothing to run, but nothing wrong with the request either.
    case answered(Response, HeaderCheck.Framing)
    case accepted(Accepted)
  }

  struct Accepted {
    let route: Route
    let parameters: [String: String]
    let method: Method
    let target: Target
    let headers: Headers
    let bodyLimit: Int
    let expectedByteCount: Int?
  }

  let method: Method
  /// For metrics: the pattern of the route that was found.
  private(set) var route = Measurements.noRoute
  /// What the request is called. One that is refused for its header has no name of its own.
  private(set) var id: String?
  /// Who asks, where that is not the peer.
  private(set) var client: String?
  /// Of the page that asks.
  private(set) var origin: String?
  let outcome: Outcome

  init(method: String, target: String, header: RawHeader, peer: String, context: ServerContext) {
    self.method = Method(rawValue: method)
    do throws(HeaderCheck.Violation) {
      guard header.isContiguous(targetLength: target.utf8.count) else {
        throw HeaderCheck.Violation(
          detail: "A line of the header is folded, cut by a zero, or ends without CR.")
      }
      let framing = try HeaderCheck.framing(of: header.fields, isHTTP11: header.isHTTP11)
      try Self.check(method: method, target: target)
      let headers = Self.headers(header.fields)
      id = RequestID.choose(headers)
      if !context.settings.trustedProxies.isEmpty {
        client = Forwarding.client(peer: peer, headers: headers, trusted: context.settings.trustedProxies)
      }
      if context.settings.crossOrigin != nil { origin = headers["Origin"] }
      guard target.utf8.count <= context.settings.targetLimit else {
        outcome = .refused(Problem(.uriTooLong).response)
        return
      }
      guard let target = Target(target) else {
        throw HeaderCheck.Violation(
          detail: "The path or the query is malformed, is no UTF-8, or holds a control character.")
      }
      (route, outcome) = Self.resolve(self.method, target, headers, framing, context)
    } catch {
      outcome = .refused(Problem(.badRequest, detail: error.detail).response)
    }
  }

  private static func check(method: String, target: String) throws(HeaderCheck.Violation) {
    guard method.isToken, method.utf8.count <= 32 else {
      throw HeaderCheck.Violation(detail: "The method is no method.")
    }
    guard target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw HeaderCheck.Violation(detail: "The path holds a character that must be escaped.")
    }
  }

  private static func resolve(
    _ method: Method, _ target: Target, _ headers: Headers, _ framing: HeaderCheck.Framing,
    _ context: ServerContext
  ) -> (String, Outcome) {
    switch context.router.resolve(method, target.segments) {
    case .notFound: return (Measurements.noRoute, .answered(.notFound, framing))
    case .methodNotAllowed(let methods):
      let preflight = context.settings.crossOrigin?.preflight(method, headers, allowed: methods)
      return (Measurements.noRoute, .answered(preflight ?? .methodNotAllowed(methods), framing))
    case .route(let route, let parameters):
      let limit = route.options.bodyLimit ?? context.settings.bodyLimit
      guard framing.contentLength ?? 0 <= limit else { return (route.pattern, .refused(.tooLarge(limit))) }
      return (
        route.pattern,
        .accepted(
          Accepted(
            route: route, parameters: parameters, method: method, target: target, headers: headers,
            bodyLimit: limit, expectedByteCount: framing.contentLength))
      )
    }
  }

  private static func headers(_ fields: [HeaderCheck.Field]) -> Headers {
    var headers = Headers()
    headers.reserveCapacity(fields.count)
    for field in fields {
      headers.add(
        checked: String(decoding: field.name, as: UTF8.self),
        String(decoding: field.trimmedValue, as: UTF8.self))
    }
    return headers
  }
}

extension Response {
  static func tooLarge(_ limit: Int) -> Response {
    Problem(.contentTooLarge, detail: "The body must not be longer than \(limit) bytes.").response
  }

  static let tooManyUploads: Response = {
    var response = Problem(.serviceUnavailable, detail: "Too many files are being received. Come again.")
      .response
    response.headers["Retry-After"] = "5"
    return response
  }()

  static let tooManyOwnUploads: Response = {
    var response = Problem(
      .tooManyRequests,
      detail: "You bring as many files already as one may at once. Come again when one of them is done with."
    ).response
    response.headers["Retry-After"] = "5"
    return response
  }()

  static let longHeader = Problem(
    .requestHeaderFieldsTooLarge, detail: "The header is too long, or has too many lines."
  ).response

  static let noRoom = Problem(.insufficientStorage, detail: "There is no room for the file.").response
}
