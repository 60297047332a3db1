/// The note and the mode that music rests on.
public struct Key: Sendable, Equatable, Codable {
  public enum Mode: String, Sendable, Codable { case major, minor }

  public static let names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]

  /// 0 for C to 11 for B.
  public let tonic: Int
  public let mode: Mode
  /// How likely this is right, from 0 to 1.
  public let confidence: Double
  public var name: String { Self.names[tonic] }
}
