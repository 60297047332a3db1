enum Worker {
  static func main(_ arguments: ArraySlice<String>) async -> Int32 { 2 }
}
