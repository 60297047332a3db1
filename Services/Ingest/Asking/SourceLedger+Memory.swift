public import Sources
public import Storage

extension SourceLedger: SourceMemory {}

extension SourceOrder {
  /// Under this name a source's pause is noted.
  static let pause = SourceLedger.pause
}
