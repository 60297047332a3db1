import Glibc
import HTTP

/// Files that were brought, under names in a folder of their own, for what tells files apart by their names. The names go
/// with this value; the files themselves have none.
final class NamedFiles: Sendable {
  let folder: String
  private let names: [String]

  /// Nil when the system makes no folder.
  init?(_ files: [(name: String, file: UploadedFile)], in parent: String = "/var/tmp") {
    var path = Array("\(parent)/hookline-brought-XXXXXX".utf8CString)
    guard mkdtemp(&path) != nil else { return nil }
    folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    names = files.map(\.name)
    guard files.allSatisfy({ symlink($0.file.path, "\(folder)/\($0.name)") == 0 }) else { return nil }
  }

  deinit {
    for name in names { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  /// A text without the folder, which is nobody's business.
  func bare(_ text: String) -> String {
    text.split(separator: folder + "/", omittingEmptySubsequences: false).joined()
  }
}
