import FoundationEssentials

/// A folder that is gone after the test.
final class ScratchFolder {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hookline-\(UUID().uuidString)")
    path = folder.path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func size(of name: String) throws -> Int { try Data(contentsOf: URL(filePath: "\(path)/\(name)")).count }
}
