// The one catalogue of what can go wrong: in Vietnamese and in English, what happened and what to try next. Faults that other programs of the project know too
// have the same sentences there (tools/SyncClient, tools/Exposure).

const ASK_VI = 'Hãy tải lại danh sách từ cơ quan y tế.';
const ASK_EN = 'Fetch the list from the health authority again.';

/** What the technician needs is the code itself; it stands in brackets. @param {number} status @returns {readonly [vi: string, en: string]} */
const notReadable = (status) => [
  `Thẻ không đọc được danh sách (mã ${status}). Hãy tải lại danh sách hoặc cập nhật ứng dụng.`,
  `The tag cannot read the list (code ${status}). Download it again, or update this app.`,
];

/** @satisfies {Record<string, readonly [vi: string, en: string]>} */
export const ERRORS = {
  Malformed: ['Thẻ không hiểu yêu cầu. Hãy cập nhật ứng dụng rồi thử lại.', 'The tag did not understand. Update this app and try again.'],
  Version: ['Thẻ và ứng dụng khác phiên bản. Hãy cập nhật bản cũ hơn.', 'Tag and app speak different versions. Update the older one.'],
  Busy: ['Thẻ đang đồng bộ với thiết bị khác. Hãy đợi vài giây rồi thử lại.', 'The tag is syncing with another device. Wait some seconds and try again.'],
  NoSession: ['Phiên kết nối đã hết. Hãy nhấn nút trên thẻ rồi thử lại.', "The session is over. Press the tag's button and try again."],
  WrongKey: ['Mã QR này không phải của thẻ này. Hãy quét nhãn trên chính thẻ.', 'This QR code belongs to another tag. Scan the label on this one.'],
  Locked: ['Thẻ tạm khóa vì nhập sai nhiều lần. Hãy đợi hết thời gian rồi thử lại.', 'The tag is locked after too many wrong tries. Wait until the time is over and try again.'],
  OutOfRange: ['Giá trị nằm ngoài giới hạn an toàn, thẻ không thay đổi gì. Hãy chọn lại.', 'A value is outside its safe limits; nothing was changed. Choose another.'],
  Battery: ['Pin thẻ quá yếu để làm xong. Hãy sạc thẻ rồi thử lại.', "The tag's battery is too low to finish this. Charge the tag and try again."],
  NotSupported: ['Thẻ chưa có chức năng này. Hãy cập nhật phần mềm của thẻ.', "This tag cannot do that. Update the tag's firmware."],
  OutOfOrder: ['Các bước không đúng thứ tự. Hãy bắt đầu lại từ đầu.', 'The steps came in the wrong order. Start again from the beginning.'],
  HoldButton: ['Hãy giữ nút trên thẻ hai giây nếu bạn đồng ý.', "Hold the tag's button for two seconds if you agree."],
  WrongCode: ['Mã của cán bộ y tế không đúng. Hãy kiểm tra sáu chữ số rồi nhập lại.', "The health officer's code is wrong. Check the six digits and enter them again."],
  Storage: ['Thẻ không ghi được vào bộ nhớ, chưa có gì thay đổi. Hãy thử lại hoặc đưa thẻ cho kỹ thuật viên.', 'The tag could not write its memory; nothing was changed. Try again, or take it to the technician.'],
  TooVague: ['Không biết giờ đủ chính xác. Hãy kiểm tra đồng hồ của máy và lại gần thẻ hơn.', "The time is not known well enough. Check this device's clock and come closer to the tag."],
  NotSigned: ['Cài đặt không có chữ ký hợp lệ của cơ quan y tế. Thẻ không thay đổi gì; hãy lấy bản mới.', 'The settings are not signed by the health authority. Nothing was changed; get a new copy.'],
  NoTime: ['Thẻ chưa có giờ. Hãy đồng bộ giờ trước.', 'The tag does not know the time. Set its time first.'],
  ListRefused: ['Danh sách ca bệnh không hợp lệ, thẻ đã bỏ đi. Hãy tải lại danh sách.', 'The exposure list is not valid; the tag dropped it. Download the list again.'],
  Incomplete: ['Danh sách ca bệnh chưa đủ. Hãy gửi lại.', 'The exposure list is not complete. Send it again.'],
  Expired: ['Chưa có sự đồng ý trong thời gian cho phép, chưa có gì được gửi. Hãy hỏi lại người đeo thẻ.', 'The wearer did not agree in time; nothing was sent. Ask again.'],
  Later: ['Thẻ chưa nhận thêm danh sách lúc này. Hãy quay lại sau.', 'The tag takes no further list now. Come back later.'],
  NotFound: ['Không thấy thẻ nào. Hãy nhấn nút trên thẻ và để thẻ gần máy.', "No tag found. Press the tag's button and keep it near this device."],
  LinkLost: ['Mất kết nối với thẻ. Hãy để thẻ gần máy và nhấn nút lần nữa.', 'The connection to the tag broke. Keep it near and press its button again.'],
  NoAnswer: ['Thẻ không trả lời. Hãy để thẻ gần máy và nhấn nút lần nữa.', 'The tag does not answer. Keep it near and press its button again.'],
  UnknownTag: ['Thẻ này không có trong danh sách của trạm. Hãy quét mã QR trên nhãn thẻ.', "This tag is not on the kiosk's list. Scan the QR code on its label."],
  BadReply: ['Thẻ trả lời sai. Hãy thử lại; nếu vẫn lỗi, đưa thẻ cho kỹ thuật viên.', 'The tag gave a wrong answer. Try again; if it stays so, take it to the technician.'],

  ListBadFormat: notReadable(16),
  ListUnknownRule: ['Thẻ chưa biết quy tắc tiếp xúc của danh sách này. Hãy cập nhật phần mềm của thẻ.', "This tag does not know the exposure rule of the list. Update the tag's firmware."],
  ListBadLevel: notReadable(18),
  ListBadCount: ['Danh sách trống hoặc quá dài so với khả năng của thẻ. Hãy tải danh sách khác từ cơ quan y tế.', 'The list is empty, or longer than a tag takes. Get another one from the health authority.'],
  ListBadDays: ['Danh sách trải quá nhiều ngày so với khả năng của thẻ. Hãy tải danh sách khác từ cơ quan y tế.', 'The list covers more days than a tag takes. Get another one from the health authority.'],
  ListFutureDay: ['Danh sách có ngày chưa đến. Hãy kiểm tra ngày giờ của máy này rồi tải lại danh sách.', "The list names a day that has not come. Check this device's date and time, then download the list again."],
  ListTooOld: ['Danh sách đã quá cũ: thẻ chỉ nhớ 21 ngày. Hãy tải danh sách mới.', 'The list is too old: a tag remembers 21 days. Download a new one.'],
  ListNoTime: ['Thẻ chưa có giờ nên chưa kiểm tra được. Hãy đồng bộ giờ trước rồi gửi lại danh sách.', 'The tag does not know the time, so it cannot check. Set its time first, then send the list again.'],
  ListBusy: ['Thẻ đang kiểm tra một danh sách khác. Hãy quay lại sau khoảng 20 phút.', 'The tag is still checking another list. Come back in about 20 minutes.'],
  ListTooMuchToday: ['Hôm nay thẻ đã kiểm tra đủ danh sách. Hãy quay lại ngày mai.', 'The tag has checked as many lists as it may today. Come back tomorrow.'],
  ListNotBegun: ['Danh sách chưa được gửi từ đầu. Hãy gửi lại.', 'The list was not begun. Send it again.'],
  ListWrongChunk: ['Các phần của danh sách không đúng thứ tự. Hãy gửi lại.', 'The parts of the list came in the wrong order. Send it again.'],
  ListBadEntry: notReadable(28),
  ListNotAscending: ['Trong danh sách có một người bị lặp lại. Hãy tải lại danh sách.', 'Somebody is in the list twice. Download the list again.'],
  ListBadSum: ['Danh sách bị hỏng trên đường truyền, thẻ đã bỏ đi. Hãy gửi lại.', 'The list was damaged on the way; the tag dropped it. Send it again.'],
  ListStorageFailed: ['Thẻ không ghi được danh sách vào bộ nhớ. Hãy thử lại hoặc đưa thẻ cho kỹ thuật viên.', 'The tag could not write the list to its memory. Try again, or take it to the technician.'],

  WrongTag: ['Thẻ vừa trả lời không phải thẻ này. Hãy cất các thẻ khác ra xa, rồi nhấn nút trên đúng thẻ. Nếu vẫn vậy, hãy quét lại nhãn trên thẻ.', 'The tag that answered is another one. Move other tags away, then press the button of the right tag. If it stays so, scan the label on it again.'],
  Cancelled: ['Đã dừng. Chưa có gì thay đổi.', 'Stopped. Nothing was changed.'],
  NotChosen: ['Bạn chưa chọn thẻ. Hãy nhấn nút trên thẻ, đợi đèn chớp xanh, rồi chọn thẻ trong danh sách hiện ra.', "No tag was chosen. Press the tag's button, wait for the green blinks, then choose the tag in the list that appears."],
  BluetoothOff: ['Bluetooth đang tắt. Hãy bật Bluetooth trong cài đặt của máy rồi thử lại.', "Bluetooth is off. Switch it on in this device's settings and try again."],
  BluetoothDenied: ['Trình duyệt chưa được phép dùng Bluetooth. Hãy bấm biểu tượng bên trái địa chỉ trang, cho phép Bluetooth, rồi thử lại.', 'The browser may not use Bluetooth. Tap the icon left of the page address, allow Bluetooth, and try again.'],
  NoBluetooth: ['Trình duyệt này không nói chuyện được với thẻ. Hãy mở trang bằng Chrome hoặc Edge trên Android, Windows, Mac.', 'This browser cannot talk to tags. Open the page in Chrome or Edge on Android, Windows or Mac.'],

  TooLong: [`Tệp danh sách quá lớn. ${ASK_VI}`, `The list file is too large. ${ASK_EN}`],
  NotReadable: [`Không đọc được danh sách. ${ASK_VI}`, `The list cannot be read. ${ASK_EN}`],
  UnknownFormat: ['Danh sách theo định dạng mới hơn. Hãy cập nhật phần mềm này.', 'The list is in a format this program does not know. Update the program.'],
  BadLevel: [`Danh sách không ghi F0 hay F1. ${ASK_VI}`, `The list says neither F0 nor F1. ${ASK_EN}`],
  NoEntry: ['Danh sách không có ai trong những ngày cần tra. Không cần làm gì.', 'The list has nobody in the days asked for. Nothing to do.'],
  TooManyEntries: ['Danh sách có quá nhiều người cho một thẻ. Hãy yêu cầu cơ quan y tế chia nhỏ.', 'The list has more people than a tag takes. Ask the authority to split it.'],
  BadKey: [`Một khóa trong danh sách bị hỏng. ${ASK_VI}`, `A key in the list is damaged. ${ASK_EN}`],
  StartNotMidnight: ['Thời điểm bắt đầu không phải nửa đêm UTC nên không thể khớp. Hãy báo cho cơ quan y tế.', 'A start is not midnight UTC, so nothing can match. Tell the authority.'],
  EndBeforeStart: ['Thời điểm kết thúc trước lúc bắt đầu. Hãy báo cho cơ quan y tế.', 'An end is before its start. Tell the authority.'],
  SpanTooLong: ['Khoảng thời gian dài hơn 21 ngày mà thẻ lưu giữ. Hãy báo cho cơ quan y tế.', 'A span is longer than the 21 days that a tag remembers. Tell the authority.'],
  FutureDay: ['Danh sách có ngày chưa đến. Hãy kiểm tra đồng hồ máy này, sau đó báo cho cơ quan y tế.', "The list has a day that has not come. Check this computer's clock, then tell the authority."],
  MaxZero: ['Danh sách ghi 0 khung giờ mỗi ngày. Hãy báo cho cơ quan y tế.', 'The list says 0 slots a day. Tell the authority.'],
  MaxUnsupported: ['Danh sách dùng số khung giờ khác 96 mỗi ngày; thẻ không hỗ trợ. Hãy báo cho cơ quan y tế.', 'The list has other than 96 slots a day, which tags do not use. Tell the authority.'],
  Duplicate: ['Một người được ghi hai lần. Hãy báo cho cơ quan y tế.', 'Somebody is listed twice. Tell the authority.'],
  UnknownAuthority: ['Không rõ ai đã ký danh sách. Không gửi đến thẻ. Hãy kiểm tra khóa của cơ quan y tế trên máy này.', "The signer of the list is not known. It goes to no tag. Check the authority's key on this computer."],
  BadSignature: [`Chữ ký của danh sách không đúng: có thể đã bị sửa. Không gửi đến thẻ. ${ASK_VI}`, `The signature of the list is wrong: it may have been altered. It goes to no tag. ${ASK_EN}`],
  TooManyKeyDays: ['Danh sách có nhiều ngày hơn mức thẻ được tra trong một ngày. Hãy yêu cầu cơ quan y tế chia nhỏ.', 'The list has more days of keys than a tag may check in a day. Ask the authority to split it.'],
  ListExpired: ['Danh sách đã hết hạn: ngày cuối cách đây {days} ngày, thẻ chỉ nhớ 21 ngày. Hãy lấy danh sách mới.', 'The list has expired: its last day was {days} days ago and tags remember 21. Get a newer list.'],
  NotFetched: ['Không tải được danh sách. Hãy kiểm tra mạng rồi thử lại, hoặc mở danh sách từ tệp.', 'The list could not be fetched. Check the network and try again, or open the list from a file.'],

  Empty: ['Hãy nhập mã in trên nhãn thẻ.', "Enter the code printed on the tag's label."],
  Foreign: ['Mã QR này không phải của thẻ BluezoneTag. Hãy quét mã trên nhãn dán ở mặt sau thẻ.', "This is not a BluezoneTag code. Scan the one on the label on the tag's back."],
  Newer: ['Nhãn này dành cho phiên bản mới hơn. Hãy cập nhật trang này.', 'This label is for a newer version. Update this page.'],
  Damaged: ['Mã QR bị hỏng hoặc thiếu. Hãy lau nhãn và quét lại, hoặc nhập mã bằng tay.', 'The QR code is damaged or cut off. Wipe the label and scan again, or type the code.'],
  Short: ['Mã còn thiếu ký tự. Mã gồm số thẻ và 7 nhóm 4 ký tự.', 'The code is too short. It is the tag number and 7 groups of 4 characters.'],
  Long: ['Mã có thừa hoặc nhầm ký tự. Mã bắt đầu bằng số thẻ, sau đó là 7 nhóm 4 ký tự.', 'The code has extra or wrong characters. It begins with the tag number, then come 7 groups of 4 characters.'],
  BadCharacter: ['Mã có ký tự không hợp lệ. Chỉ dùng chữ A–Z và số.', 'The code has a character that cannot be there. Use letters A–Z and digits only.'],
  BadCheck: ['Mã chưa đúng: có một ký tự nhầm. Hãy so từng nhóm với nhãn.', 'The code is not right: some character is wrong. Compare each group with the label.'],

  CameraDenied: ['Trình duyệt chưa được phép dùng máy ảnh. Hãy cho phép, hoặc nhập mã bằng tay.', 'The browser may not use the camera. Allow it, or type the code.'],
  CameraMissing: ['Không tìm thấy máy ảnh. Hãy nhập mã bằng tay.', 'No camera was found. Type the code.'],
  NoDecoder: ['Máy này không đọc được mã QR. Hãy nhập mã bằng tay.', 'This device cannot read QR codes. Type the code.'],

  StorageFull: ['Bộ nhớ của trình duyệt đã đầy, chưa lưu được gì. Hãy xóa bớt dữ liệu trên máy rồi thử lại.', "The browser's storage is full; nothing was saved. Free some space on this device and try again."],
  StorageUnusable: ['Trình duyệt không cho lưu dữ liệu. Hãy tắt chế độ ẩn danh rồi mở lại trang.', 'The browser does not let this page keep data. Leave private mode and open the page again.'],

  RosterUnreadable: ['Không đọc được tệp này. Hãy chọn tệp CSV hoặc JSON xuất từ sổ đăng ký thẻ.', 'This file cannot be read. Choose the CSV or JSON file exported from the tag registry.'],
  RosterEmpty: ['Tệp không có thẻ nào đang được cấp phát.', 'The file has no tag that is issued to anybody.'],
  NoClaims: ['Chưa có mã của thẻ nào trong danh sách. Hãy quét nhãn các thẻ trước.', 'There is no code yet for any tag on the list. Scan the labels first.'],
  NotHandedIn: ['Chưa gửi được gói dữ liệu. Gói vẫn ở đây: hãy thử lại hoặc lưu thành tệp.', 'The package could not be handed in. It is still here: try again, or save it as a file.'],
  Unexpected: ['Có lỗi trong trang này. Chưa có gì bị mất. Hãy tải lại trang và thử lại.', 'Something is wrong with this page. Nothing was lost. Reload the page and try again.'],
};

/** @typedef {keyof typeof ERRORS} ErrorName */
