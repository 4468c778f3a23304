// A CloudFront function for viewer requests: S3 behind CloudFront knows no index.html of a directory.
// It runs on the runtime cloudfront-js-2.0.
function handler(event) {
  var request = event.request;
  if (request.uri.endsWith("/")) {
    request.uri += "index.html";
  } else if (!request.uri.split("/").pop().includes(".") && !request.uri.endsWith("/SHA256SUMS")) {
    return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: request.uri + "/" } } };
  }
  return request;
}
