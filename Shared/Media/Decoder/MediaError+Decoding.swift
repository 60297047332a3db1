import Glibc
import Lifecycle
import MediaWire

extension MediaError {
  /// What a decoder says of an order that it could not carry out.
  init(_ failure: Failure) {
    let code: Code =
      switch failure.code {
      case .unreadable, .empty, .unsupported: .unreadable
      case .missing: .missing
      case .tooLarge, .outOfMemory: .limit
      case .badOrder: .badOrder
      // The disk under the file, not what is in it.
      case .io: .storeFailed
      }
    self.init(code, "\(failure.code): \(ChildEnd.legible(Array(failure.reason.utf8)))")
  }

  /// What happened to a child that did not get to the end of an order.
  init(_ breakdown: Breakdown, _ end: ChildEnd, _ settings: DecoderSettings) {
    let (code, words): (Code, String) =
      switch breakdown {
      case .overdue(let limit): (.limit, "was not done within \(limit)")
      case .ended, .deaf, .stale:
        end.status == .killed(signal: SIGXCPU)
          ? (.limit, "used more than \(settings.cpuLimit) of processor time") : (.crashed, end.words)
      case .stalled(let limit): (.crashed, "said nothing for \(limit)")
      case .violation(let what): (.crashed, "did not keep to the agreement: \(what)")
      case .interrupted: (.crashed, "was stopped")
      }
    let tail = end.lastWords.isEmpty ? "" : "; its last words: \(end.lastWords)"
    self.init(code, "the media decoder \(words)\(tail)")
  }
}
