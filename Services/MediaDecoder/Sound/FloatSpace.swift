/// Room for samples that grows and is used again and again.
final class FloatSpace {
  private(set) var pointer: UnsafeMutablePointer<Float>
  private var capacity: Int

  init(capacity: Int = 4096) {
    self.capacity = capacity
    pointer = .allocate(capacity: capacity)
    pointer.initialize(repeating: 0, count: capacity)
  }

  deinit { pointer.deallocate() }

  /// Makes room for so many; the first `keeping` stay.
  func grow(to count: Int, keeping: Int = 0) {
    guard count > capacity else { return }
    let larger = UnsafeMutablePointer<Float>.allocate(capacity: count)
    larger.initialize(repeating: 0, count: count)
    larger.update(from: pointer, count: keeping)
    pointer.deallocate()
    (pointer, capacity) = (larger, count)
  }
}
