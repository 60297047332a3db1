/// The containers that are read. Libav knows many more: playlists, which name other files; subtitles and plain text,
/// which any text can be taken for; formats of old games, which nobody posts.
enum Formats {
  static let allowed = [
    "aac", "ac3", "aiff", "amr", "ape", "apng", "asf", "au", "av1", "avi", "caf", "dts", "eac3", "flac",
    "flv", "gif",
    "h264", "hevc", "ivf", "jpeg_pipe", "m4v", "matroska", "mjpeg", "mov", "mp3", "mpc", "mpc8", "mpeg",
    "mpegts",
    "mpegvideo", "mxf", "obu", "ogg", "oma", "png_pipe", "rm", "tak", "tta", "w64", "wav", "webm",
    "webp_pipe", "wv",
  ].joined(separator: ",")
}
