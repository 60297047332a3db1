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

extension Key {
  private enum CodingKeys: String, CodingKey { case tonic, mode, confidence }

  /// What is kept may have been told by others: a tonic that is no note has no name.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    tonic = try values.decode(Int.self, forKey: .tonic)
    guard Self.names.indices.contains(tonic) else {
      throw DecodingError.dataCorruptedError(
        forKey: .tonic, in: values, debugDescription: "there is no note \(tonic)")
    }
    mode = try values.decode(Mode.self, forKey: .mode)
    confidence = try values.decode(Double.self, forKey: .confidence)
  }
}
