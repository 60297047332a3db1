import CCurl

/// One request inside the library. Made, used and freed on the thread of its client.
final class Transfer {
  let call: Call
  let handle: UnsafeMutableRawPointer
  private let bodyLimit: Int
  private let headerLimit: Int
  private var fieldList: UnsafeMutablePointer<curl_slist>?
  /// What the library has to say of a failure beyond its code.
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var headers = Headers()
  private var headerSize = 0
  private var body: [UInt8] = []
  /// Why we broke it off ourselves.
  private var refusal: HTTPError?

  /// `nil` when it cannot even begin; the call is then answered.
  static func make(_ call: Call, _ settings: ClientSettings) -> Transfer? {
    guard let handle = curl_easy_init() else {
      call.finish(.failure(HTTPError(code: .unreachable, message: "\(call.title): out of memory")))
      return nil
    }
    let transfer = Transfer(call, handle, settings)
    let code = transfer.prepare(settings)
    guard code == CURLE_OK else {
      transfer.end(code)
      return nil
    }
    return transfer
  }

  private init(_ call: Call, _ handle: UnsafeMutableRawPointer, _ settings: ClientSettings) {
    self.call = call
    self.handle = handle
    bodyLimit = call.request.bodyLimit ?? settings.bodyLimit
    headerLimit = settings.headerLimit
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(fieldList)
    errorText.deallocate()
  }

  /// Whether it must end now, because nobody waits or its time is over; then whoever waits is told.
  func isDue(at now: ContinuousClock.Instant) -> Bool {
    if now >= call.deadline { call.expire(headers.isEmpty ? "the server is silent" : "the server is slow") }
    return call.isOver
  }

  /// Answers the call with what came of it.
  func end(_ code: CURLcode) {
    if let refusal { return call.finish(.failure(refusal)) }
    guard code == CURLE_OK else {
      let detail = String(cString: errorText)
      let reason = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
      return call.finish(.failure(HTTPError(code, "\(call.title): \(reason)")))
    }
    let number = hookline_curl_status(handle)
    guard 200...599 ~= number else {
      return call.finish(
        .failure(HTTPError(code: .broken, message: "\(call.title): the server answered status \(number)")))
    }
    call.finish(.success(ClientResponse(status: Status(rawValue: number), headers: headers, body: body)))
  }

  // MARK: Preparing

  /// Sets the options one after the other; each counts on the ones before, and the first failure ends it.
  private func prepare(_ settings: ClientSettings) -> CURLcode {
    let request = call.request
    let connectTimeout = Int(settings.connectTimeout / .milliseconds(1))
    let steps: [() -> CURLcode] = [
      { hookline_curl_set_error_text(self.handle, self.errorText) },
      { self.set(CURLOPT_URL, self.call.target.url) },
      { self.set(CURLOPT_PROTOCOLS_STR, "http,https") },
      { self.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https") },
      // Without this the library would use signals for its timeouts.
      { self.set(CURLOPT_NOSIGNAL, 1) },
      { self.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, connectTimeout)) },
      { self.set(CURLOPT_USERAGENT, settings.userAgent) },
      { settings.usesEnvironmentProxy ? CURLE_OK : self.set(CURLOPT_PROXY, "") },
      { settings.authorityFile.map { self.set(CURLOPT_CAINFO, $0) } ?? CURLE_OK },
      { hookline_curl_set_sinks(self.handle, takeHeaderLine, takeBody, self.context) },
      { self.setMethod(request) },
      { self.setRedirects(request) },
      { self.setFields(request.headers) },
      { request.credentials.map(self.setCredentials) ?? CURLE_OK },
    ]
    for step in steps {
      let code = step()
      guard code == CURLE_OK else { return code }
    }
    return CURLE_OK
  }

  /// Not retained: the handle calls back only while the loop holds this transfer.
  private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  private func set(_ option: CURLoption, _ text: String) -> CURLcode {
    hookline_curl_set_text(handle, option, text)
  }

  private func set(_ option: CURLoption, _ number: Int) -> CURLcode {
    hookline_curl_set_number(handle, option, number)
  }

  private func setMethod(_ request: ClientRequest) -> CURLcode {
    guard request.method != .head else { return set(CURLOPT_NOBODY, 1) }
    let isBodyExpected = [.post, .put, .patch].contains(request.method)
    if let body = request.body ?? (isBodyExpected ? [] : nil) {
      let code = hookline_curl_set_body(handle, body, curl_off_t(body.count))
      guard code == CURLE_OK else { return code }
    }
    return set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
  }

  private func setRedirects(_ request: ClientRequest) -> CURLcode {
    guard request.redirectLimit > 0, [.get, .head].contains(request.method) else { return CURLE_OK }
    let code = set(CURLOPT_MAXREDIRS, request.redirectLimit)
    return code == CURLE_OK ? set(CURLOPT_FOLLOWLOCATION, 1) : code
  }

  private func setFields(_ headers: Headers) -> CURLcode {
    // The library would send Expect and Content-Type of its own with a body.
    var lines = ["Expect:"]
    if headers["Content-Type"] == nil { lines.append("Content-Type:") }
    // A colon with nothing behind it takes a field out; a semicolon sends it empty.
    lines += headers.map { $0.value.isEmpty ? $0.name + ";" : "\($0.name): \($0.value)" }
    for line in lines {
      guard let longer = curl_slist_append(fieldList, line) else { return CURLE_OUT_OF_MEMORY }
      fieldList = longer
    }
    return hookline_curl_set_headers(handle, fieldList)
  }

  private func setCredentials(_ credentials: ClientRequest.Credentials) -> CURLcode {
    let code = set(CURLOPT_USERNAME, credentials.user)
    return code == CURLE_OK ? set(CURLOPT_PASSWORD, credentials.password) : code
  }

  // MARK: Receiving

  /// Takes a line of the header, with its end; false breaks the transfer off.
  fileprivate func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
    // What comes behind the body are trailers, which nobody here asks for.
    guard body.isEmpty else { return true }
    headerSize += line.count
    guard headerSize <= headerLimit else { return refuse("header", headerLimit) }
    let text = String(decoding: line, as: UTF8.self)
    // Another status line: what came before was provisional, or a redirect that is followed.
    if text.hasPrefix("HTTP/") { headers = Headers() }
    guard let colon = text.firstIndex(of: ":") else { return true }
    let name = String(text[..<colon])
    let value = text[text.index(after: colon)...].drop { $0.isWhitespace }
    if name.isToken { headers.add(name, String(value.reversed().drop { $0.isWhitespace }.reversed())) }
    return true
  }

  fileprivate func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= bodyLimit else { return refuse("body", bodyLimit) }
    body.append(contentsOf: bytes)
    return true
  }

  private func refuse(_ part: String, _ limit: Int) -> Bool {
    refusal = HTTPError(
      code: .tooLarge, message: "\(call.title): the \(part) of the response has more than \(limit) bytes")
    return false
  }
}

private func takeHeaderLine(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  // Any other number than that of the bytes breaks the transfer off.
  return transfer.take(headerLine: line) ? line.count : -1
}

private func takeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer.take(chunk) ? chunk.count : -1
}
