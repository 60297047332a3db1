public import Sources
public import Storage

extension SourceLedger: SourceMemory {}

extension SourceOrder {
  /// Under this name a source's pause is noted.
  static func pause(on host: String?) -> String {
    host.map { SourceLedger.pause(on: $0) } ?? SourceLedger.pause
  }
}
