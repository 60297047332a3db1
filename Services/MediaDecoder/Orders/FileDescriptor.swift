import Glibc

/// An open file, closed when nobody holds it any more.
final class FileDescriptor {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }
}
