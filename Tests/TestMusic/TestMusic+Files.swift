import FoundationEssentials
import Samples

extension TestMusic {
  /// What is in the file beside a sound.
  struct Description: Encodable {
    let name: String
    let split: Split
    let style: String
    let family: String?
    let truth: Truth
  }

  /// Writes `<name>.wav` and `<name>.json` of each piece into a folder, which is made if it is not there.
  public static func write(_ pieces: [Piece], to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for piece in pieces {
      let description = Description(
        name: piece.name, split: piece.split, style: piece.style, family: piece.family, truth: piece.truth)
      try encoder.encode(description).write(to: URL(filePath: "\(folder)/\(piece.name).json"))
      try Data(piece.sound().waveFile()).write(to: URL(filePath: "\(folder)/\(piece.name).wav"))
    }
  }
}
