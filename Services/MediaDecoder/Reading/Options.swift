import CLibav

/// Options for libav by their names.
enum Options {
  /// The caller frees them.
  static func make(_ options: [String: String]) -> OpaquePointer? {
    var dictionary: OpaquePointer?
    for (name, value) in options { av_dict_set(&dictionary, name, value, 0) }
    return dictionary
  }
}
