import CLibav
import Glibc
import MediaWire

/// The bytes of an open file, as libav asks for them. Its position is its own, so that several may read one file.
final class FileSource {
  private static let bufferCount: Int32 = 64 << 10

  private let file: FileDescriptor
  private let byteCount: Int64?
  private var position: Int64 = 0
  /// The error number of the last read that failed.
  private(set) var fault: Int32?
  private var made: UnsafeMutablePointer<AVIOContext>?

  var isSeekable: Bool { byteCount != nil }

  init(_ file: FileDescriptor) throws(Failure) {
    self.file = file
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw Failure(.io, "the file cannot be looked at") }
    switch status.st_mode & S_IFMT {
    case S_IFREG: byteCount = Int64(status.st_size)
    case S_IFIFO, S_IFSOCK: byteCount = nil
    default: throw Failure(.io, "what was given is neither a file nor a pipe")
    }
    guard byteCount != 0 else { throw Failure(.empty, "the file is empty") }
  }

  deinit {
    if let made { hookline_av_io_free(made) }
  }

  /// What libav reads from; it lives as long as this object.
  func context() throws(Failure) -> UnsafeMutablePointer<AVIOContext> {
    if let made { return made }
    let this = Unmanaged.passUnretained(self).toOpaque()
    let context = hookline_av_io_new(
      Self.bufferCount, this,
      { this, target, count in this.map { FileSource.at($0).read(into: target, Int(count)) } ?? -1 },
      { this, offset, whence in this.map { FileSource.at($0).seek(offset, whence) } ?? -1 })
    guard let context else { throw Failure(.outOfMemory, "no memory to read with") }
    context.pointee.seekable = isSeekable ? AVIO_SEEKABLE_NORMAL : 0
    made = context
    return context
  }

  private static func at(_ address: UnsafeMutableRawPointer) -> FileSource {
    Unmanaged<FileSource>.fromOpaque(address).takeUnretainedValue()
  }

  private func read(into target: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int32 {
    while true {
      let result =
        isSeekable
        ? pread(file.number, target, count, off_t(position)) : Glibc.read(file.number, target, count)
      if result > 0 {
        position += Int64(result)
        return Int32(result)
      }
      if result == 0 { return hookline_av_error_eof }
      guard errno == EINTR else {
        fault = errno
        return hookline_av_error(errno)
      }
    }
  }

  private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    guard let byteCount else { return Int64(hookline_av_error(ESPIPE)) }
    let (target, overflows) =
      switch whence & ~AVSEEK_FORCE {
      case AVSEEK_SIZE: (byteCount, true)
      case SEEK_SET: (offset, false)
      case SEEK_CUR: position.addingReportingOverflow(offset)
      case SEEK_END: byteCount.addingReportingOverflow(offset)
      default: (Int64(-1), false)
      }
    if whence & ~AVSEEK_FORCE == AVSEEK_SIZE { return byteCount }
    guard !overflows, target >= 0 else { return Int64(hookline_av_error(EINVAL)) }
    position = target
    return target
  }
}
