import FoundationEssentials
import HTTP

/// Files that are brought together, each in a field of one form.
struct UploadForm: UploadBody {
  private enum Piece {
    case text([UInt8])
    case file(any UploadBody)

    var byteCount: Int {
      switch self {
      case .text(let bytes): bytes.count
      case .file(let file): file.byteCount
      }
    }
  }

  let type: String
  let byteCount: Int
  /// With where each begins.
  private let pieces: [(start: Int, piece: Piece)]

  /// The names of the fields are the program's own, and need no escape.
  init(_ files: [(field: String, file: any UploadBody)]) {
    // Nothing in a file is like it: nobody can know it before.
    let boundary = "hookline-\(UUID().uuidString)"
    var pieces: [(start: Int, piece: Piece)] = []
    var end = 0
    func add(_ piece: Piece) {
      pieces.append((end, piece))
      end += piece.byteCount
    }
    for (field, file) in files {
      let head =
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(field)\"\r\n"
        + "Content-Type: \(file.type)\r\n\r\n"
      add(.text(Array(head.utf8)))
      add(.file(file))
      add(.text(Array("\r\n".utf8)))
    }
    add(.text(Array("--\(boundary)--\r\n".utf8)))
    (self.pieces, byteCount) = (pieces, end)
    type = "multipart/form-data; boundary=\(boundary)"
  }

  /// Of one piece at a time.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    guard let (start, piece) = pieces.last(where: { $0.start <= offset }) else { return nil }
    let place = offset - start
    switch piece {
    case .text(let bytes):
      let part = bytes.dropFirst(place).prefix(buffer.count)
      buffer.copyBytes(from: part)
      return part.count
    case .file(let file):
      // Not a byte more than were counted, however much it has grown.
      return file.read(
        at: place, into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(file.byteCount - place)))
    }
  }
}

/// A line without anything in it: what is brought of a file that is empty, since a field without a byte is none.
struct EmptyLine: UploadBody {
  let type = "application/octet-stream"
  let byteCount = 1

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    guard offset == 0, !buffer.isEmpty else { return 0 }
    buffer[0] = UInt8(ascii: "\n")
    return 1
  }
}

/// Tells how far the sending of something is.
struct WatchedUpload: UploadBody {
  let body: any UploadBody
  let advance: @Sendable (Int) -> Void

  var type: String { body.type }
  var byteCount: Int { body.byteCount }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    let count = body.read(at: offset, into: buffer)
    if let count { advance(offset + count) }
    return count
  }
}
