import Glibc

/// Bytes over a Unix socket, the first of them with open files.
enum DescriptorMessage {
  static func send(_ bytes: [UInt8], files: [Int32], to socket: Int32) -> Bool {
    // A header's length, level and kind, then the descriptors.
    let headCount = MemoryLayout<cmsghdr>.size
    let space = headCount + (files.count * 4 + 7) / 8 * 8
    let control = UnsafeMutableRawPointer.allocate(byteCount: space, alignment: 8)
    defer { control.deallocate() }
    var head = cmsghdr()
    head.cmsg_len = headCount + files.count * 4
    (head.cmsg_level, head.cmsg_type) = (SOL_SOCKET, Int32(SCM_RIGHTS))
    control.storeBytes(of: head, as: cmsghdr.self)
    for (index, file) in files.enumerated() {
      control.storeBytes(of: file, toByteOffset: headCount + index * 4, as: Int32.self)
    }
    var bytes = bytes
    return bytes.withUnsafeMutableBytes { bytes in
      var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
      return withUnsafeMutablePointer(to: &part) { part in
        var message = msghdr()
        (message.msg_iov, message.msg_iovlen) = (part, 1)
        if !files.isEmpty { (message.msg_control, message.msg_controllen) = (control, space) }
        return sendmsg(socket, &message, Int32(MSG_NOSIGNAL)) == bytes.count
      }
    }
  }
}
