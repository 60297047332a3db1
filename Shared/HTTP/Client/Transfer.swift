import CCurl

/// One request inside the library. Made, used and freed on the thread of its client.
final class Transfer {
  let call: Call
  let handle: UnsafeMutableRawPointer
  let policy: AddressPolicy?
  let detour: (@Sendable (ResolvedAddress) -> UInt16)?
  /// Why the last address that was refused was.
  var addressRefusal: String?
  /// What the library only borrows, until the handle is freed.
  var fieldList: UnsafeMutablePointer<curl_slist>?
  var resolutionList: UnsafeMutablePointer<curl_slist>?
  /// What the library has to say of a failure beyond its code.
  let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var reception: Reception
  /// How much of a body that is read was handed over.
  private var sentCount = 0
  private var isSourceBroken = false

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
    policy = settings.addressPolicy
    detour = settings.detour
    reception = Reception(call, settings)
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(fieldList)
    curl_slist_free_all(resolutionList)
    errorText.deallocate()
  }

  /// Not retained: the handle calls back only while the loop holds this transfer.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Whether it must end now, because nobody waits or its time is over; then whoever waits is told.
  func isDue(at now: ContinuousClock.Instant) -> Bool {
    if now >= call.deadline {
      call.expire(reception.headers.isEmpty ? "the server is silent" : "the server is slow")
    }
    return call.isOver
  }

  /// Answers the call with what came of it.
  func end(_ code: CURLcode) {
    if let refusal = reception.refusal { return call.finish(.failure(refusal)) }
    if isSourceBroken {
      return call.finish(
        .failure(
          HTTPError(code: .unreadable, message: "\(call.title): what is sent cannot be read to its end")))
    }
    guard code == CURLE_OK else { return call.finish(.failure(failure(code))) }
    let number = hookline_curl_status(handle)
    guard 200...599 ~= number else {
      return call.finish(
        .failure(HTTPError(code: .broken, message: "\(call.title): the server answered status \(number)")))
    }
    // A server that hangs up within a head has answered for libcurl: fields may be missing.
    guard reception.isHeadOver else {
      return call.finish(
        .failure(HTTPError(code: .broken, message: "\(call.title): the answer ends within its head")))
    }
    guard reception.begin() else {
      let refusal = reception.refusal ?? HTTPError(code: .broken, message: "\(call.title): no head")
      return call.finish(.failure(refusal))
    }
    let response = ClientResponse(
      status: Status(rawValue: number), headers: reception.headers, body: reception.body)
    call.finish(.success(response))
  }

  private func failure(_ code: CURLcode) -> HTTPError {
    // Only where no other address of the host would do: a host may have several.
    if code == CURLE_COULDNT_CONNECT, let addressRefusal {
      return HTTPError(code: .refusedAddress, message: "\(call.title): \(addressRefusal)")
    }
    let detail = String(cString: errorText)
    let reason = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    return HTTPError(code, "\(call.title): \(reason)")
  }

  // MARK: Receiving

  /// False breaks the transfer off, as when nobody waits for it any more.
  func take(headerLine line: UnsafeRawBufferPointer) -> Bool { reception.take(headerLine: line) }

  func take(_ bytes: UnsafeRawBufferPointer) -> Bool { !call.isOver && reception.take(bytes) }
}

// MARK: Sending

extension Transfer {
  /// The next bytes of the body; nil breaks the transfer off.
  func give(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    guard !call.isOver, let source = call.request.source else { return nil }
    let left = max(0, source.byteCount - sentCount)
    guard left > 0 else { return 0 }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(left))
    // Less than was promised would have the server wait for the rest.
    guard let count = source.read(at: sentCount, into: part), 1...part.count ~= count else {
      isSourceBroken = true
      return nil
    }
    sentCount += count
    return count
  }

  /// Goes on from another place; false where there is none.
  func seek(to offset: Int) -> Bool {
    guard let source = call.request.source, 0...source.byteCount ~= offset else { return false }
    sentCount = offset
    return true
  }
}
