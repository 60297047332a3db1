import CCurl

/// What the library is told of a request.
extension Transfer {
  /// Sets the options one after the other; each counts on the ones before, and the first failure ends it.
  func prepare(_ settings: ClientSettings) -> CURLcode {
    let request = call.request
    let steps: [() -> CURLcode] = [
      { hookline_curl_set_error_text(self.handle, self.errorText) },
      { self.set(CURLOPT_URL, self.call.target.url) },
      { self.setScope(settings) },
      { self.setPace(settings) },
      { self.set(CURLOPT_USERAGENT, settings.userAgent) },
      { settings.authorityFile.map { self.set(CURLOPT_CAINFO, $0) } ?? CURLE_OK },
      { hookline_curl_set_sinks(self.handle, takeHeaderLine, takeBody, self.context) },
      { self.setOpener(settings) },
      { self.setResolutions(settings) },
      { self.setMethod(request) },
      { self.setRedirects(request) },
      { self.setFields(request.headers) },
      { request.credentials.map(self.setCredentials) ?? CURLE_OK },
    ]
    return first(steps)
  }

  private func first(_ steps: [() -> CURLcode]) -> CURLcode {
    for step in steps {
      let code = step()
      guard code == CURLE_OK else { return code }
    }
    return CURLE_OK
  }

  private func set(_ option: CURLoption, _ text: String) -> CURLcode {
    hookline_curl_set_text(handle, option, text)
  }

  private func set(_ option: CURLoption, _ number: Int) -> CURLcode {
    hookline_curl_set_number(handle, option, number)
  }

  /// Nothing but the web, nothing from files of the machine, nothing decoded that was not asked for.
  private func setScope(_ settings: ClientSettings) -> CURLcode {
    first([
      { self.set(CURLOPT_PROTOCOLS_STR, "http,https") },
      { self.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https") },
      // Through a proxy the address that is judged would be the proxy's.
      {
        settings.usesEnvironmentProxy && settings.addressPolicy == nil
          ? CURLE_OK : self.set(CURLOPT_PROXY, "")
      },
      // What a proxy says to us is no answer.
      { self.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1) },
      { self.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue)) },
      { self.set(CURLOPT_HTTP09_ALLOWED, 0) },
      { self.set(CURLOPT_HTTP_CONTENT_DECODING, 0) },
    ])
  }

  private func setPace(_ settings: ClientSettings) -> CURLcode {
    let connectTimeout = Int(settings.connectTimeout / .milliseconds(1))
    return first([
      // Without this the library would use signals for its timeouts.
      { self.set(CURLOPT_NOSIGNAL, 1) },
      // A name whose servers are slow to answer would otherwise hold up all transfers when its own is given up.
      { self.set(CURLOPT_QUICK_EXIT, 1) },
      { self.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, connectTimeout)) },
      { settings.lowSpeed.map(self.setLowSpeed) ?? CURLE_OK },
      { settings.rateLimit.map(self.setRateLimit) ?? CURLE_OK },
    ])
  }

  private func setRateLimit(_ bytesPerSecond: Int) -> CURLcode {
    // The library reads up to a hundred buffers before it looks at the clock: together they are one second's share.
    let buffer = min(16 << 10, max(1 << 10, bytesPerSecond / 100))
    let code = set(CURLOPT_BUFFERSIZE, buffer)
    guard code == CURLE_OK else { return code }
    return hookline_curl_set_size(handle, CURLOPT_MAX_RECV_SPEED_LARGE, curl_off_t(bytesPerSecond))
  }

  private func setLowSpeed(_ lowSpeed: ClientSettings.LowSpeed) -> CURLcode {
    let code = set(CURLOPT_LOW_SPEED_LIMIT, lowSpeed.bytesPerSecond)
    return code == CURLE_OK
      ? set(CURLOPT_LOW_SPEED_TIME, max(1, Int(lowSpeed.duration / .seconds(1)))) : code
  }

  private func setResolutions(_ settings: ClientSettings) -> CURLcode {
    let target = call.target
    guard let addresses = settings.resolve?(target.host, target.port) else { return CURLE_OK }
    let line = "\(target.host):\(target.port):\(addresses.joined(separator: ","))"
    guard let list = curl_slist_append(resolutionList, line) else { return CURLE_OUT_OF_MEMORY }
    resolutionList = list
    return hookline_curl_set_resolutions(handle, list)
  }

  private func setMethod(_ request: ClientRequest) -> CURLcode {
    guard request.method != .head else { return set(CURLOPT_NOBODY, 1) }
    if let source = request.source {
      let code = hookline_curl_set_source(handle, giveBody, seekBody, context, curl_off_t(source.byteCount))
      return code == CURLE_OK
        ? first([
          { self.set(CURLOPT_EXPECT_100_TIMEOUT_MS, Self.patience) },
          { self.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) },
        ]) : code
    }
    let isBodyExpected = [.post, .put, .patch].contains(request.method)
    if let body = request.body ?? (isBodyExpected ? [] : nil) {
      let code = hookline_curl_set_body(handle, body, curl_off_t(body.count))
      guard code == CURLE_OK else { return code }
    }
    return set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
  }

  /// In milliseconds: how long a server may take to say that it wants the body; then it is sent all the same.
  private static let patience = 2_000
  /// A body of so many bytes is not sent before the server wants it: one that refuses it hangs up while it comes, and
  /// nobody would hear why.
  private static let longLength = 1 << 20

  private var asksFirst: Bool { (call.request.source?.byteCount ?? 0) > Self.longLength }

  private func setRedirects(_ request: ClientRequest) -> CURLcode {
    guard request.redirectLimit > 0, [.get, .head].contains(request.method) else { return CURLE_OK }
    let code = set(CURLOPT_MAXREDIRS, request.redirectLimit)
    return code == CURLE_OK ? set(CURLOPT_FOLLOWLOCATION, 1) : code
  }

  private func setFields(_ headers: Headers) -> CURLcode {
    // The library would send Expect and Content-Type of its own with a body.
    var lines = [asksFirst ? "Expect: 100-continue" : "Expect:"]
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

private func giveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return breakOff }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  return transfer.give(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? breakOff
}

/// CURL_READFUNC_ABORT, a macro.
private let breakOff = 0x1000_0000

private func seekBody(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
  guard let context, origin == fromStart else { return seekFailed }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  return transfer.seek(to: Int(offset)) ? 0 : seekFailed
}

/// SEEK_SET; the library knows no other.
private let fromStart: Int32 = 0
/// CURL_SEEKFUNC_FAIL, a macro.
private let seekFailed: Int32 = 1
