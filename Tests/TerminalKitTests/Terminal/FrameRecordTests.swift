internal import Glibc
internal import Testing

@testable import TerminalKit

@Suite struct FrameRecordTests {
  @Test func aRowIsWhatATerminalShows() {
    setlocale(LC_CTYPE, "C.UTF-8")
    var frame = Frame(size: Size(width: 7, height: 2))
    frame.draw("王\"\\e\u{301}", at: Point(0, 0))
    frame.draw("x小", at: Point(4, 1))
    frame.cursor = Point(3, 1)
    #expect(
      FrameRecord.line(frame, size: frame.size)
        == #"{"width":7,"height":2,"rows":["王\"\\e\#u{301}  ","    x小"],"cursor":[3,1]}"#
        + "\n")
  }

  @Test func aSmallerTerminalCutsTheFrame() {
    setlocale(LC_CTYPE, "C.UTF-8")
    var frame = Frame(size: Size(width: 6, height: 2))
    frame.draw("abc王", at: Point(0, 0))
    frame.cursor = Point(5, 0)
    #expect(
      FrameRecord.line(frame, size: Size(width: 4, height: 1))
        == #"{"width":4,"height":1,"rows":["abc "],"cursor":null}"# + "\n")
  }

  @Test func asciiFramesStayASCII() {
    var frame = Frame(size: Size(width: 4, height: 1), glyphs: .ascii)
    frame.draw("王é", at: Point(0, 0))
    #expect(FrameRecord.line(frame, size: frame.size).utf8.allSatisfy { $0 < 0x7F })
  }

  @Test func framesAreAppendedToAPrivateFile() throws {
    let path = "/tmp/rationale-frames-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    defer { unlink(path) }
    let frame = Frame(size: Size(width: 2, height: 1))
    let record = try FrameRecord(path: path)
    record.append(frame, size: frame.size)
    record.append(frame, size: frame.size)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let line = FrameRecord.line(frame, size: frame.size)
    #expect(Int(status.st_size) == 2 * line.utf8.count)
  }

  @Test func aFileThatCannotBeOpenedIsNamed() {
    #expect {
      _ = try FrameRecord(path: "/nowhere/frames")
    } throws: { error in
      "\(error)".contains("/nowhere/frames")
    }
  }
}
