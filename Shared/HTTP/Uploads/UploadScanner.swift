import Glibc

/// Looks through an upload by a window that moves forward.
struct UploadScanner {
  private let upload: UploadedFile
  private let windowSize: Int
  private var window: [UInt8] = []
  private var start = 0

  init(_ upload: UploadedFile, windowSize: Int = 256 * 1024) {
    self.upload = upload
    self.windowSize = windowSize
  }

  /// Fewer only at the end of the upload.
  mutating func bytes(at position: Int, count: Int) throws(MultipartError) -> ArraySlice<UInt8> {
    try show(position, count)
    let first = min(position - start, window.count)
    return window[first..<min(window.count, first + count)]
  }

  /// Where the first of these sequences begins that lies at `position` or behind it, and begins within so many bytes.
  mutating func find(
    _ sequence: [UInt8], from position: Int, within limit: Int
  ) throws(MultipartError) -> Int? {
    let end = limit < upload.byteCount ? position + limit : upload.byteCount
    var position = position
    while position < end {
      try show(position, sequence.count)
      if let place = first(sequence, from: position - start) {
        return start + place < end ? start + place : nil
      }
      // What the window ends with may be the beginning of one.
      let next = start + window.count - (sequence.count - 1)
      guard next > position, start + window.count < upload.byteCount else { return nil }
      position = next
    }
    return nil
  }

  private func first(_ sequence: [UInt8], from offset: Int) -> Int? {
    window.withUnsafeBytes { window in
      guard let base = window.baseAddress else { return nil }
      var offset = offset
      // The library looks for the first byte faster than a loop here could.
      while window.count - offset >= sequence.count,
        let found = memchr(base + offset, Int32(sequence[0]), window.count - offset - sequence.count + 1)
      {
        let place = UnsafeRawPointer(found) - base
        if memcmp(found, sequence, sequence.count) == 0 { return place }
        offset = place + 1
      }
      return nil
    }
  }

  /// Moves the window so that so many bytes from a position on are in it, or all that there are.
  private mutating func show(_ position: Int, _ count: Int) throws(MultipartError) {
    let isShown = position >= start && min(position + count, upload.byteCount) <= start + window.count
    guard !isShown else { return }
    do throws(HTTPError) {
      window = try upload.read(at: position, count: max(count, min(windowSize, upload.byteCount - position)))
      start = position
    } catch {
      throw MultipartError(.unreadable, error.message)
    }
  }
}
