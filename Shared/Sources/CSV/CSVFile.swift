import Glibc

/// The bytes of a file, a piece at a time: as much of it lies in memory as one record may be long, and a piece more.
final class CSVFile {
  static let piece = 1 << 20

  let path: String
  /// Of the whole file, when it was opened.
  let byteCount: Int
  private let descriptor: Int32
  private let memory: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  /// What was read and not taken lies from `start` to `end`.
  private(set) var start = 0
  private(set) var end = 0
  private(set) var isAtEnd = false
  /// How many bytes were read.
  private(set) var readCount = 0

  /// What is no regular file is refused, without waiting for it. `recordLimit` bytes can be held at once. Errors call it
  /// by `name`, where there is one.
  init(_ path: String, called name: String? = nil, recordLimit: Int) throws(CSVError) {
    guard !path.utf8.contains(0) else { throw CSVError("a path holds a zero byte") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw CSVError.system(path, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw CSVError("\(path) is no file but a folder, a device or a pipe")
    }
    self.path = name ?? path
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
    capacity = recordLimit + Self.piece
    memory = .allocate(capacity: capacity)
  }

  deinit {
    memory.deallocate()
    close(descriptor)
  }

  /// Valid until the next `fill`.
  var base: UnsafePointer<UInt8> { UnsafePointer(memory) }
  var count: Int { end - start }
  /// Of the byte at `start`, in the file.
  var offset: Int { readCount - count }

  func skip(to place: Int) {
    precondition(start...end ~= place, "only what was read can be skipped")
    start = place
  }

  /// Reads on, unless the end was reached. What is there is moved to the front before.
  func fill() throws(CSVError) {
    guard !isAtEnd else { return }
    if start > 0 {
      memmove(memory, memory + start, count)
      (start, end) = (0, end - start)
    }
    let room = min(Self.piece, capacity - end)
    precondition(room > 0, "a record longer than the limit must be skipped before reading on")
    while true {
      let count = read(descriptor, memory + end, room)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw CSVError.system(path, errno) }
      isAtEnd = count == 0
      end += count
      readCount += count
      return
    }
  }
}
