import Documents
public import HTTP

/// What stands between strangers and endpoints. Pure machinery asks it whatever needs a database or a clock.
public protocol Door: Sendable {
  /// Who asks, with what every answer to them says in its header; throws where they are not let in.
  func caller(of request: Request, _ endpoint: Endpoint) async throws(Refusal) -> (Caller, Headers)
  /// Carries out a call; what has to be done once is done once.
  func carryOut(_ call: Call, _ endpoint: Endpoint) async throws -> Answer
  /// What to answer for an error that is no refusal.
  func refusal(for error: any Error, requestID: String) -> Refusal
}

/// All endpoints, and what is made of them.
public struct Interface: Sendable {
  public let title: String
  public let version: String
  public let endpoints: [Endpoint]
  /// One sentence for each family, in the order of the documents.
  public let families: [(name: String, summary: String)]

  public init(
    title: String, version: String, families: [(name: String, summary: String)], _ endpoints: [Endpoint]
  ) {
    precondition(
      endpoints.allSatisfy { endpoint in families.contains { $0.name == endpoint.family } },
      "every family of endpoints needs a sentence")
    precondition(
      endpoints.allSatisfy { !$0.isOnce || $0.body?.upload == nil }, "what a file holds is not remembered")
    self.title = title
    self.version = version
    self.families = families
    self.endpoints = endpoints
  }

  /// Bodies of up to so many bytes are taken before it is known who brings them.
  private static let trifle = 64 * 1024

  /// Adds a route for each endpoint.
  public func add(to router: inout Router, door: any Door) {
    for endpoint in endpoints {
      var options = Route.Options(bodyLimit: endpoint.body?.limit ?? 0, deadline: endpoint.deadline)
      if let upload = endpoint.body?.upload {
        options.bodyTimeout = upload.patience
        options.takesFile = true
        options.admits = { request in await endpoint.admit(request, upload, door) }
      } else if endpoint.access != .open, options.bodyLimit ?? 0 > Self.trifle {
        options.admits = { request in await endpoint.admit(request, nil, door) }
      }
      router.add(endpoint.method, endpoint.pattern, options: options) { request in
        await endpoint.respond(to: request, door)
      }
    }
  }
}

/// Who was let in before what they bring was taken.
private struct Pass: Sendable {
  let caller: Caller
  /// What every answer to them says.
  let headers: Headers
}

extension Endpoint {
  /// Whether somebody may bring a file, or much else: it is not taken from strangers.
  fileprivate func admit(
    _ request: Request, _ upload: Upload?, _ door: any Door
  ) async -> Route.Admittance {
    var caller = Caller.nobody
    var response: Response
    do {
      let (known, headers) = try await door.caller(of: request, self)
      caller = known
      do throws(Refusal) {
        try caller.check(access)
        try upload?.check(request)
        return .welcome(
          pass: Pass(caller: caller, headers: headers), owner: caller.key.map { "\($0)" } ?? "")
      } catch { response = error.response(requestID: CallID.of(request)) }
      for field in headers { response.headers.add(field.name, field.value) }
    } catch {
      response = error.response(requestID: CallID.of(request))
    }
    finish(&response, caller, CallID.of(request))
    return .turnedAway(response)
  }

  /// Answers a request, whatever happens.
  func respond(to request: Request, _ door: any Door) async -> Response {
    let requestID = CallID.of(request)
    var caller = Caller.nobody
    var response: Response
    do {
      let pass = request.pass as? Pass
      let (known, headers) =
        if let pass { (pass.caller, pass.headers) } else { try await door.caller(of: request, self) }
      caller = known
      do {
        try caller.check(access)
        let call = try await read(request, caller, requestID)
        response = finish(try await door.carryOut(call, self), request)
      } catch { response = Self.refusal(error, requestID, door).response(requestID: requestID) }
      for field in headers where response.headers[field.name] == nil {
        response.headers.add(field.name, field.value)
      }
    } catch {
      response = error.response(requestID: requestID)
    }
    finish(&response, caller, requestID)
    return response
  }

  /// What every answer says, and what is said of it.
  private func finish(_ response: inout Response, _ caller: Caller, _ requestID: String) {
    response.headers[CallID.header] = requestID
    response.headers["X-Content-Type-Options"] = "nosniff"
    if caller != .nobody { response.account = caller.name }
  }

  private static func refusal(_ error: any Error, _ requestID: String, _ door: any Door) -> Refusal {
    (error as? Refusal) ?? door.refusal(for: error, requestID: requestID)
  }

  /// What a request asks for; throws all that is wrong with it at once.
  func read(
    _ request: Request, _ caller: Caller, _ requestID: String
  ) async throws(Refusal) -> Call {
    if let upload = body?.upload {
      let brought = try await upload.read(request)
      let (values, faults) = request.read(allParameters, brought)
      guard faults.isEmpty, brought.faults.isEmpty else { throw .invalid(faults + brought.faults) }
      return Call(
        request: request, caller: caller, requestID: requestID, file: brought.file,
        otherFiles: brought.others, values: values)
    }
    var (values, faults) = request.read(allParameters)
    let (body, found) = try readBody(of: request)
    faults += found
    guard faults.isEmpty else { throw .invalid(faults) }
    return Call(request: request, caller: caller, requestID: requestID, body: body, values: values)
  }

  private func readBody(of request: Request) throws(Refusal) -> (Call.Body, [Fault]) {
    guard let body else {
      guard request.body.isEmpty else {
        throw Refusal(.contentTooLarge, "body", "This takes no body.")
      }
      return (.none, [])
    }
    guard !request.body.isEmpty || body.isRequired else { return (.none, []) }
    let names = body.types.map(\.name).joined(separator: ", ")
    let (name, charset) = MediaType.parse(request.headers["Content-Type"] ?? "")
    guard let type = body.types.first(where: { $0.name == name }), charset ?? "utf-8" == "utf-8" else {
      throw Refusal(
        .unsupportedMediaType, "media-type",
        "The body has to be of the type \(names), in UTF-8, and say so in Content-Type.",
        headers: ["Accept": names])
    }
    guard type.name == MediaType.json else { return (.bytes(type.name, request.body), []) }
    let value: JSONValue
    do throws(JSONReader.Flaw) { value = try JSONReader.read(request.body) } catch {
      throw Refusal(
        .badRequest, "json", "The body is no JSON that is taken: \(error).",
        faults: [Fault(.body("#"), "\(error)")])
    }
    return (.json(value), type.schema.faults(in: value))
  }

  /// The answer as it goes out: with its tag, or without its body where that is known.
  private func finish(_ answer: Answer, _ request: Request) -> Response {
    var response = answer.response
    if response.headers["Cache-Control"] == nil {
      response.headers["Cache-Control"] = isTagged ? "private, no-cache" : "no-store"
    }
    guard isTagged, response.status == .ok, response.headers["ETag"] == nil,
      case .bytes(let bytes) = response.body
    else { return response }
    let tag = EntityTag(of: bytes)
    response.headers["ETag"] = tag.text
    guard request.has(tag) else { return response }
    var short = Response(.notModified)
    for name in ["ETag", "Cache-Control", "Vary", "Link"] { short.headers[name] = response.headers[name] }
    return short
  }
}
