import Glibc

/// A folder in memory that has room for little, so that writing to it fails as on a full disk.
public enum TinyFolder {
  /// Whether this process may make one.
  public static let isPossible: Bool = {
    guard let folder = make(4_096) else { return false }
    remove(folder)
    return true
  }()

  /// The folder goes with whatever is in it when the body ends.
  public static func with<Value>(byteCount: Int, _ body: (String) async throws -> Value) async throws -> Value
  {
    guard let folder = make(byteCount) else { throw Failure() }
    defer { remove(folder) }
    return try await body(folder)
  }

  public struct Failure: Error {}

  private static func make(_ byteCount: Int) -> String? {
    var name = Array("/tmp/hookline-tiny-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { return nil }
    let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard mount("tmpfs", folder, "tmpfs", 0, "size=\(byteCount),mode=700") == 0 else {
      rmdir(folder)
      return nil
    }
    return folder
  }

  /// What is still open in it lives on without it.
  private static func remove(_ folder: String) {
    umount2(folder, Int32(MNT_DETACH))
    rmdir(folder)
  }
}
