import API
import Crypto
import HTTP
import Storage
import Synchronization

/// A request that is done once: whoever changes something for it keeps its answer in the same transaction.
final class Once: Sendable {
  static let header = "Idempotency-Key"

  /// Of the request that is carried out.
  @TaskLocal static var current: Once?

  private let claim: IdempotencyStore.Claim
  private let kept = Mutex(false)

  init(_ claim: IdempotencyStore.Claim) { self.claim = claim }

  /// Whether its answer was written; it may still be undone, and then nothing was done either.
  var isKept: Bool { kept.withLock { $0 } }

  func keep(_ answer: Answer, _ session: Session) throws {
    guard let stored = answer.stored else { return }
    try IdempotencyStore.answer(claim, stored, session)
    kept.withLock { $0 = true }
  }

  /// What makes two requests the same.
  static func hash(of request: Request) -> Digest {
    var sha = SHA256()
    for part in [request.method.rawValue, request.target.text, request.headers["Content-Type"] ?? ""] {
      sha.update(part.utf8)
      sha.update([0])
    }
    sha.update(request.body)
    return sha.finish()
  }
}

extension Answer {
  /// As it is given again; nil for what cannot be kept.
  var stored: IdempotencyStore.StoredAnswer? {
    switch body {
    case .json(let value):
      .init(status: status.rawValue, mediaType: MediaType.json, body: value.bytes)
    case .bytes(let type, let bytes): .init(status: status.rawValue, mediaType: type, body: bytes)
    case .none, .response: nil
    }
  }
}
