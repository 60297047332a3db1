import Glibc
import Media
import MediaWire

/// Keeps everything.
struct Keeping: ReplyConsumer {
  private(set) var replies: [Reply] = []

  mutating func take(_ reply: Reply) { replies.append(reply) }
}

/// Tells of each reply.
struct Telling: ReplyConsumer {
  let source: AsyncStream<MessageHeader.Kind>.Continuation

  func take(_ reply: Reply) { source.yield(reply.kind) }
}

/// Throws at the first reply of a kind.
struct Refusing: ReplyConsumer {
  struct Refusal: Error, Equatable {}

  let kind: MessageHeader.Kind

  func take(_ reply: Reply) throws {
    if reply.kind == kind { throw Refusal() }
  }
}

/// Takes so many milliseconds for the first reply.
struct Dawdling: ReplyConsumer {
  let milliseconds: Int32

  func take(_ reply: Reply) {
    if reply.kind == .about { poll(nil, 0, milliseconds) }
  }
}

extension DecodeOrder {
  /// All that can be ordered, small.
  static var everything: DecodeOrder {
    var order = DecodeOrder(
      sound: .init(), pictures: .init(width: 2, height: 2, choice: .atMost(perSecond: 10)),
      prints: .init(speeds: [1, 0.5]), peaks: .init(), loudness: .init(),
      thumbnail: .init())
    order.durationLimit = 100
    return order
  }
}

struct Forgetting: ReplyConsumer {
  func take(_ reply: Reply) {}
}
