public import Crypto
import FoundationEssentials
import Glibc

/// Files of models, named after what is in them. What is there is never changed; a name comes last.
public struct ModelFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  public func path(of digest: Digest) -> String { "\(path)/\(digest).model" }

  /// Writes a model; returns what it is called. The folder is made where it is missing, for this user alone.
  public func write(_ model: CompanyModel) throws -> (digest: Digest, byteCount: Int) {
    let bytes = try ModelFile.bytes(of: model)
    let digest = ModelFile.digest(of: bytes)
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let target = path(of: digest)
    let part = "\(path)/.\(UUID().uuidString)\(Self.ending)"
    let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.failure("\(part) cannot be written") }
    defer { close(descriptor) }
    do {
      try Self.write(bytes, to: descriptor, part)
      guard fsync(descriptor) == 0 else { throw Self.failure("\(part) cannot be kept") }
      guard rename(part, target) == 0 else { throw Self.failure("\(target) cannot be named") }
    } catch {
      unlink(part)
      throw error
    }
    return (digest, bytes.count)
  }

  /// Reads what was written under this name. Throws `ModelFile.Failure` where it is not there any more or is another.
  public func read(_ digest: Digest) throws -> CompanyModel {
    let path = path(of: digest)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw Self.failure("\(path) cannot be read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ModelFile.Failure(description: "\(path) is no file")
    }
    guard status.st_size <= ModelFile.byteLimit else {
      throw ModelFile.Failure(description: "\(path) has more than \(ModelFile.byteLimit) bytes")
    }
    let bytes = try Self.read(Int(status.st_size), from: descriptor, path)
    guard ModelFile.digest(of: bytes) == digest else {
      throw ModelFile.Failure(description: "\(path) is damaged: it is not what was written")
    }
    return try ModelFile.model(of: bytes)
  }

  private static let ending = ".part"
  /// Nobody writes for longer than that.
  private static let age = 86_400

  /// Deletes these, and what was left half written a day ago; returns how many.
  @discardableResult
  public func forget(_ digests: [Digest]) throws -> Int {
    var count = digests.count { unlink(path(of: $0)) == 0 }
    for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasSuffix(Self.ending) {
      var status = stat()
      guard lstat("\(path)/\(name)", &status) == 0, status.st_mtim.tv_sec < time(nil) - Self.age else {
        continue
      }
      if unlink("\(path)/\(name)") == 0 { count += 1 }
    }
    return count
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      var place = 0
      while place < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + place }, buffer.count - place)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure("\(path) cannot be written") }
        place += count
      }
    }
  }

  private static func read(_ count: Int, from descriptor: Int32, _ path: String) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let read = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
        if read < 0, errno == EINTR { continue }
        guard read > 0 else { throw failure("\(path) cannot be read") }
        filled += read
      }
    }
  }

  private static func failure(_ what: String) -> ModelFile.Failure {
    ModelFile.Failure(description: "\(what): \(String(cString: strerror(errno)))")
  }
}
