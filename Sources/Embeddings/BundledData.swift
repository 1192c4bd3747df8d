internal import CStaticTable

/// The constant data the binary carries.
enum BundledData {
  /// The vocabulary in UTF-8, copied.
  static var vocabulary: [UInt8] {
    Array(
      UnsafeBufferPointer(
        start: static_table_vocabulary(), count: static_table_vocabulary_size()))
  }

  /// The table, in place: reading a row brings in its page, nothing else does.
  static var table: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: static_table_bytes(), count: static_table_size())
  }

  /// SHA-256 of the table in hexadecimal.
  static var digest: String { String(cString: static_table_digest()) }
}
