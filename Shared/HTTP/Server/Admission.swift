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
  let route: String
  let outcome: Outcome

  init(method: String, target: String, header: RawHeader, context: ServerContext) {
    self.method = Method(rawValue: method)
    do throws(HeaderCheck.Violation) {
      let fields = header.fields
      guard header.isContiguous(targetLength: target.utf8.count) else {
        throw HeaderCheck.Violation(
          detail: "A line of the header is folded, cut by a zero, or ends without CR.")
      }
      let framing = try HeaderCheck.framing(of: fields, isHTTP11: header.isHTTP11)
      try Self.check(method: method, target: target)
      guard target.utf8.count <= context.settings.targetLimit else {
        (route, outcome) = (Measurements.noRoute, .refused(Problem(.uriTooLong).response))
        return
      }
      guard let target = Target(target) else { throw HeaderCheck.Violation(detail: "The path is malformed.") }
      (route, outcome) = Self.resolve(self.method, target, fields, framing, context)
    } catch {
      (route, outcome) = (Measurements.noRoute, .refused(Problem(.badRequest, detail: error.detail).response))
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
    _ method: Method, _ target: Target, _ fields: [HeaderCheck.Field], _ framing: HeaderCheck.Framing,
    _ context: ServerContext
  ) -> (String, Outcome) {
    switch context.router.resolve(method, target.segments) {
    case .notFound: return (Measurements.noRoute, .answered(.notFound, framing))
    case .methodNotAllowed(let methods):
      return (Measurements.noRoute, .answered(.methodNotAllowed(methods), framing))
    case .route(let route, let parameters):
      let limit = route.options.bodyLimit ?? context.settings.bodyLimit
      guard framing.contentLength ?? 0 <= limit else { return (route.pattern, .refused(.tooLarge(limit))) }
      return (
        route.pattern,
        .accepted(
          Accepted(
            route: route, parameters: parameters, method: method, target: target, headers: headers(fields),
            bodyLimit: limit, expectedByteCount: framing.contentLength))
      )
    }
  }

  private static func headers(_ fields: [HeaderCheck.Field]) -> Headers {
    var headers = Headers()
    for field in fields {
      headers.add(
        String(decoding: field.name, as: UTF8.self), String(decoding: field.trimmedValue, as: UTF8.self))
    }
    return headers
  }
}

extension Response {
  static func tooLarge(_ limit: Int) -> Response {
    Problem(.contentTooLarge, detail: "The body must not be longer than \(limit) bytes.").response
  }
}
