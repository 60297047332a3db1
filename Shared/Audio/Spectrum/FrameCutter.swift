/// Cuts a stream of samples into overlapping frames, whatever the size of the chunks that it comes in.
///
/// Frame k is centred on sample k times the hop; before the beginning and after the end there is silence.
final class FrameCutter {
  let size: Int
  let hop: Int
  private let memory: UnsafeMutablePointer<Float>
  private let capacity: Int
  private var begin = 0
  private var end: Int
  private var sampleCount = 0
  private var frameCount = 0

  init(size: Int, hop: Int) {
    precondition(size > 0 && hop > 0 && hop <= size, "frames overlap")
    self.size = size
    self.hop = hop
    capacity = 2 * size + 4096
    memory = .allocate(capacity: capacity)
    memory.initialize(repeating: 0, count: capacity)
    end = size / 2
  }

  deinit { memory.deallocate() }

  /// Samples that are not numbers, or far from any loudness, count as silence.
  func take(_ samples: UnsafeBufferPointer<Float>, _ body: (UnsafePointer<Float>) -> Void) {
    sampleCount += samples.count
    var rest = samples[...]
    while !rest.isEmpty {
      if end == capacity { moveToFront() }
      let count = min(rest.count, capacity - end)
      for (offset, sample) in rest.prefix(count).enumerated() {
        memory[end + offset] = abs(sample) <= 16 ? sample : 0
      }
      end += count
      rest = rest.dropFirst(count)
      cut(body)
    }
  }

  /// Cuts the last frames, whose centres lie before the end of the stream.
  func finish(_ body: (UnsafePointer<Float>) -> Void) {
    let wanted = (sampleCount + hop - 1) / hop
    while frameCount < wanted {
      if end == capacity { moveToFront() }
      let count = min(size, capacity - end)
      (memory + end).update(repeating: 0, count: count)
      end += count
      cut(body, upTo: wanted)
    }
  }

  private func cut(_ body: (UnsafePointer<Float>) -> Void, upTo limit: Int = .max) {
    while end - begin >= size, frameCount < limit {
      body(memory + begin)
      begin += hop
      frameCount += 1
    }
  }

  private func moveToFront() {
    memory.update(from: memory + begin, count: end - begin)
    end -= begin
    begin = 0
  }
}
