/// Why there is no figure, in one line for the person who asked for it.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
