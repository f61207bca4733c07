//! *Show the call*: the same request as cURL, BX24.js, the JS SDK, the PHP SDK and CRest.
