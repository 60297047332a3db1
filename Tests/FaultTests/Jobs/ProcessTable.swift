import FoundationEssentials
import Glibc

/// The processes of this machine, as /proc tells of them.
enum ProcessTable {
  /// A process; another one with the same number began at another time.
  struct Entry: Hashable {
    let pid: Int32
    /// In ticks since the machine was started.
    let start: UInt64
  }

  private struct Facts {
    var name: Substring
    var state: Substring
    var parent: Int32
    var start: UInt64
  }

  /// Those whose parent is one of these and whose name begins so.
  static func children(of parents: Set<Int32>, named name: String) -> [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.sorted().compactMap { pid in
      guard let facts = facts(of: pid), parents.contains(facts.parent), facts.name.hasPrefix(name) else {
        return nil
      }
      return Entry(pid: pid, start: facts.start)
    }
  }

  /// Whether it still runs; one that has ended and that nobody asked about is none.
  static func isAlive(_ entry: Entry) -> Bool {
    guard let facts = facts(of: entry.pid), facts.start == entry.start else { return false }
    return facts.state != "Z" && facts.state != "X"
  }

  private static func facts(of pid: Int32) -> Facts? {
    let descriptor = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    // A name may have any signs in it, brackets too.
    guard let opening = text.firstIndex(of: "("), let closing = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: closing)...].split(separator: " ")
    guard fields.count > 19, let parent = Int32(fields[1]), let start = UInt64(fields[19]) else { return nil }
    return Facts(
      name: text[text.index(after: opening)..<closing], state: fields[0], parent: parent, start: start)
  }
}
