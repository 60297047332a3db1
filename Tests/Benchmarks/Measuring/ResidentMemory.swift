import Glibc

/// How much memory a process holds in RAM, as the kernel says in `/proc`.
enum ResidentMemory {
  /// In MB of 1,000,000 bytes; of this process, or of the one with this id. `nil` when there is none.
  static func megabytes(of process: Int32? = nil) -> Double? {
    guard let status = contents(of: "/proc/\(process.map(String.init) ?? "self")/status") else { return nil }
    return megabytes(inStatus: status)
  }

  static func megabytes(inStatus status: String) -> Double? {
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    // "VmRSS:     9876 kB"
    guard let number = line?.split(whereSeparator: \.isWhitespace).dropFirst().first else { return nil }
    return Double(number).map { $0 * 1_024 / 1_000_000 }
  }

  private static func contents(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
