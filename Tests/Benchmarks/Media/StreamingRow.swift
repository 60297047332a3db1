import Glibc
import Media
import MediaWire

extension Benchmark {
  /// That what is long is not held: everything that is made of sound, of a file of three hours.
  static let streamingRow = Comparison(
    name: "streaming", unit: "MB", peerName: "allowed", goal: .lower(), target: 1, needsDatabase: false,
    help: "the most that this process and its decoder hold at once while three hours of sound are decoded"
  ) { bench in
    try await withTemporaryFile { path in
      try LongSound.write(to: path)
      let decoder = Decoder(
        DecoderSettings(program: try Programs.beside("hookline-media-decoder")), logger: bench.logger)
      let order = DecodeOrder(sound: .init(), prints: .init(limit: 3600), peaks: .init())
      let decoded = try await decoder.decode(try MediaFile(path: path), order, into: HeldMemory())
      await decoder.close()
      guard decoded.ending.soundDuration >= LongSound.duration - 1 else {
        throw BenchError("only \(decoded.ending.soundDuration) seconds were decoded")
      }
      let watch = decoded.consumer
      return Figures(
        ours: watch.highest, peer: 150,
        details: [("seconds", decoded.ending.soundDuration), ("looks", Double(watch.looks))])
    }
  }
}

/// Three hours of stereo at 44,100 samples a second, which take no room on the disk.
private enum LongSound {
  static let duration = 3.0 * 3600

  static func write(to path: String) throws {
    let size = UInt32(duration) * 44_100 * 4
    var head = Array("RIFF".utf8)
    head += little(size + 36) + Array("WAVEfmt ".utf8)
    head += little(UInt32(16)) + little(UInt16(1)) + little(UInt16(2))
    head += little(UInt32(44_100)) + little(UInt32(44_100 * 4))
    head += little(UInt16(4)) + little(UInt16(16))
    head += Array("data".utf8) + little(size)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    defer { close(file) }
    guard Glibc.write(file, head, head.count) == head.count,
      ftruncate(file, off_t(head.count) + off_t(size)) == 0
    else { throw BenchError("cannot make \(path): \(String(cString: strerror(errno)))") }
  }

  private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
  }
}

/// Looks at the memory of this process and its only child, again and again.
private struct HeldMemory: ReplyConsumer {
  private(set) var highest = 0.0
  private(set) var looks = 0
  private var replies = 0

  mutating func take(_ reply: Reply) {
    replies += 1
    guard replies % 64 == 0, let child = Self.child else { return }
    looks += 1
    highest = max(highest, [nil, child].compactMap { ResidentMemory.megabytes(of: $0) }.reduce(0, +))
  }

  /// By the kernel's list for the thread that started it.
  private static var child: Int32? {
    guard let tasks = opendir("/proc/self/task") else { return nil }
    defer { closedir(tasks) }
    while let entry = readdir(tasks) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let child = text(of: "/proc/self/task/\(name)/children").split(separator: " ").first {
        return Int32(child)
      }
    }
    return nil
  }

  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 256)
    return String(decoding: bytes[..<max(0, read(file, &bytes, bytes.count))], as: UTF8.self)
  }
}
