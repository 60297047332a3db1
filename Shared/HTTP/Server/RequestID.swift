import Synchronization

/// What a request is called in answers, logs and audits.
enum RequestID {
  /// What the client or a proxy calls it, if that is short and plain enough to stand anywhere; else a new name.
  static func choose(_ headers: Headers) -> String {
    guard let given = headers["X-Request-Id"], isSane(given) else { return make() }
    return given
  }

  static func isSane(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-_.".utf8.contains(byte)
        }
      }
  }

  /// Sixteen digits: eight of the process, by chance, and eight that count. It need not be hard to guess, only single.
  static func make() -> String {
    let number = state.withLock { state in
      state &+= 1
      return state
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { text in
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place)) & 15
        text[place] = digit + (digit < 10 ? 48 : 87)
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  private static let state = Mutex(UInt64.random(in: 0...UInt64(UInt32.max)) << 32)
}
