import FoundationEssentials

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/hookline-ingest-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path + "/profiles", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file as of a moment, in seconds since 1970.
  func write(_ text: String, to path: String, at moment: Int) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
    let date = Date(timeIntervalSince1970: Double(moment))
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }
}
