/// Memory that stays where it is, so that what was found in it can be pointed at.
final class Bytes: @unchecked Sendable {
  // It is written only by whoever made it, before anybody else is given it and after the last of them is gone.
  let base: UnsafeMutablePointer<UInt8>
  let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: max(1, capacity))
  }

  convenience init(_ bytes: some Collection<UInt8>) {
    self.init(capacity: bytes.count)
    _ = UnsafeMutableBufferPointer(start: base, count: capacity).initialize(from: bytes)
  }

  deinit { base.deallocate() }
}
